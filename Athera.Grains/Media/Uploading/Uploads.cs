using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Media.Blobs;
using Athera.Media.Pictures;
using Athera.Media.Sealing;
using Athera.Messages;
using Microsoft.Extensions.Options;

namespace Athera.Media.Uploading;

/// <summary>
/// Files that users have brought and not sent yet. They lie in the store under the tenant's key, what is said of each beside it; what
/// is older than a day is gone.
/// </summary>
public sealed class Uploads(SealedBlobs blobs, Thumbnails thumbnails, IOptions<MediaOptions> options, TimeProvider clock)
{
    private const int LongestCard = 4096;

    /// <summary>The name of an upload's bytes.</summary>
    public static BlobName NameOf(TenantKey upload) => new(upload.Tenant, upload.Tenant.Value, upload.Id);

    /// <summary>Until when something uploaded now can be sent.</summary>
    public DateTimeOffset ExpiryOfNew => clock.GetUtcNow() + options.Value.UploadLifetime;

    /// <summary>What was uploaded, or <see langword="null"/>: nothing, or too long ago.</summary>
    /// <exception cref="BlobStoreException">The store cannot be reached or refuses.</exception>
    public async Task<UploadView?> FindAsync(TenantKey upload, CancellationToken cancellation)
    {
        await using var card = await blobs.OpenAsync(CardOf(upload), 0, cancellation);
        if (card is null || card.Size > LongestCard)
            return null;
        var text = new byte[card.Size];
        await card.Content.ReadExactlyAsync(text, cancellation);
        var view = JsonSerializer.Deserialize(text, UploadJson.Default.UploadCard)!.View(upload.Id);
        return view.ExpiresAt > clock.GetUtcNow() ? view : null;
    }

    /// <summary>Opens what was uploaded, or gives <see langword="null"/>: nothing, or removed since.</summary>
    /// <exception cref="BlobStoreException">The store cannot be reached or refuses.</exception>
    public Task<OpenedFile?> OpenAsync(TenantKey upload, CancellationToken cancellation) => blobs.OpenAsync(NameOf(upload), 0, cancellation);

    /// <summary>Removes what was uploaded. What is gone already is gone.</summary>
    /// <exception cref="BlobStoreException">The store cannot be reached or refuses.</exception>
    public async Task RemoveAsync(TenantKey upload, CancellationToken cancellation)
    {
        // Without its card it is not found any more; what is left of it after a crash is swept.
        await blobs.DeleteAsync(CardOf(upload), cancellation);
        await blobs.DeleteAsync(NameOf(upload), cancellation);
    }

    /// <summary>Writes down what was uploaded; from then on it can be sent.</summary>
    public async Task WriteAsync(TenantKey upload, UploadView view, CancellationToken cancellation)
    {
        using var card = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(UploadCard.Of(view), UploadJson.Default.UploadCard));
        await blobs.PutAsync(CardOf(upload), card, null, cancellation);
    }

    /// <summary>
    /// Makes the copy that is sent to a contact, under its key, so that it is erased with the contact. Copying twice makes the same copy.
    /// </summary>
    /// <returns>The file, or <see langword="null"/>: there is no such upload (any more).</returns>
    public async Task<OutgoingFile?> CopyAsync(
        TenantKey conversation, ContactId contact, OpaqueId upload, CancellationToken cancellation)
    {
        var source = new TenantKey(conversation.Tenant, upload);
        if (await FindAsync(source, cancellation) is not { } view)
            return null;
        await using var content = await blobs.OpenAsync(NameOf(source), 0, cancellation);
        if (content is null)
            return null;
        var copy = new BlobName(conversation.Tenant, contact.Value, MediaBlobs.OfSend(conversation.Id, upload));
        await blobs.PutAsync(copy, content.Content, null, cancellation);
        return new OutgoingFile(
            new MediaPart
            {
                Kind = view.Kind,
                ContentType = view.ContentType,
                FileName = view.FileName,
                Sha256 = view.Sha256,
                Blob = copy.Id.ToString(),
            },
            view.Bytes, await thumbnails.MakeAsync(copy, view.ContentType, view.Bytes, cancellation));
    }

    /// <summary>Removes what can no longer be sent.</summary>
    public Task<int> RemoveStaleAsync(TenantId tenant, CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - options.Value.UploadLifetime;
        return blobs.DeleteAllAsync(tenant, tenant.Value, blob => blob.StoredAt < since, cancellation);
    }

    private static BlobName CardOf(TenantKey upload)
    {
        Span<byte> id = stackalloc byte[OpaqueId.Size];
        upload.Id.WriteTo(id);
        return NameOf(upload) with { Id = OpaqueId.FromBytes(SHA256.HashData([.. "athera-blob|card|"u8, .. id])) };
    }
}

/// <summary>A file on its way out, copied for its contact.</summary>
/// <param name="Part">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="HasThumbnail">There is a small picture of it.</param>
public sealed record OutgoingFile(MediaPart Part, long Bytes, bool HasThumbnail);

/// <summary>What is written beside an upload. It is stored: add members, never rename or reuse them.</summary>
internal sealed record UploadCard(
    MessageKind Kind, string ContentType, string? FileName, long Bytes, string Sha256, DateTimeOffset ExpiresAt)
{
    /// <summary>What was uploaded, to be written down.</summary>
    public static UploadCard Of(UploadView view) =>
        new(view.Kind, view.ContentType, view.FileName, view.Bytes, view.Sha256, view.ExpiresAt);

    /// <summary>What was uploaded, as shown.</summary>
    public UploadView View(OpaqueId id) => new()
    {
        Id = id,
        Kind = Kind,
        ContentType = ContentType,
        FileName = FileName,
        Bytes = Bytes,
        Sha256 = Sha256,
        ExpiresAt = ExpiresAt,
    };
}

/// <summary>The generated serializer of what is written beside an upload.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UploadCard))]
internal sealed partial class UploadJson : JsonSerializerContext;
