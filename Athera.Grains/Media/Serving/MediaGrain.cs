using System.Security.Cryptography;
using Athera.Conversations;
using Athera.Journal;
using Athera.Keys;
using Athera.Media.Blobs;
using Athera.Media.Content;
using Athera.Media.Sealing;
using Athera.Messages;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Athera.Media.Serving;

/// <summary>Gives out a tenant's files, opened, part by part: no file is ever in memory as a whole.</summary>
[StatelessWorker, Reentrant]
internal sealed class MediaGrain(
    IGrainContext context, IJournalStore store, IKeyVault vault, SealedBlobs blobs, MediaLinks links, ILogger<MediaGrain> log)
    : Grain(context), IMediaGrain
{
    private const string ThumbnailName = "thumbnail";

    private readonly TenantKey _key = TenantKey.Parse(context.GrainId.Key.ToString()!);

    /// <inheritdoc/>
    public async Task<Result<MediaFile>> Find(MediaReference reference)
    {
        var conversation = reference.Message.Conversation;
        if (await store.FindConversationAsync(_key.Tenant, conversation.Value, CancellationToken.None) is not { } stored)
            return Refusal.NotFound;
        var contact = stored.Row.Contact;
        var keys = await vault.GetManyAsync(_key.Tenant, [contact.Value], CancellationToken.None);
        if (!keys.TryGetValue(contact.Value, out var key))
            return Refusal.NotFound;
        var page = await store.ReadTranscriptAsync(
            _key.Tenant, conversation.Value, ConversationForm.MessageKinds, reference.Message.Sequence + 1, 1, CancellationToken.None);
        return page is [var message] && message.Event.Sequence == reference.Message.Sequence
            ? await FindAsync(message, key, contact, reference)
            : Refusal.NotFound;
    }

    /// <inheritdoc/>
    public async Task<Result<MediaPiece>> Read(MediaFile file, long offset)
    {
        try
        {
            await using var opened = await blobs.OpenAsync(new BlobName(_key.Tenant, file.Subject, file.Blob), offset, CancellationToken.None);
            if (opened is null)
                return Refusal.NotFound;
            var part = new byte[Math.Clamp(opened.Size - offset, 0, MediaFile.PartSize)];
            await opened.Content.ReadExactlyAsync(part, CancellationToken.None);
            return new MediaPiece(part);
        }
        catch (BlobStoreException refused)
        {
            log.StoreRefused(refused);
            return Refusal.Unavailable;
        }
        catch (Exception changed) when (changed is CryptographicException or EndOfStreamException)
        {
            log.DoesNotOpen(changed);
            return Refusal.NotFound;
        }
    }

    /// <inheritdoc/>
    public Task<string> Sign(MediaReference reference, TimeSpan? lifetime) =>
        Task.FromResult(links.Sign(_key.Tenant, reference, lifetime));

    private async Task<Result<MediaFile>> FindAsync(StoredMessage message, SubjectKey key, ContactId contact, MediaReference reference)
    {
        var conversation = new TenantKey(_key.Tenant, reference.Message.Conversation.Value);
        var view = Transcript.View(conversation, message, key, contact);
        var shown = view.Media.FirstOrDefault(m => m.Index == reference.Index);
        if (shown is not { State: MediaState.Stored } || BlobOf(conversation, message, key, reference.Index) is not { } blob
            || (reference.Thumbnail && !shown.HasThumbnail))
            return Refusal.NotFound;
        var name = new BlobName(_key.Tenant, contact.Value, reference.Thumbnail ? MediaBlobs.ThumbnailOf(blob) : blob);
        try
        {
            await using var file = await blobs.OpenAsync(name, 0, CancellationToken.None);
            if (file is null)
                return Refusal.NotFound;
            var type = reference.Thumbnail ? await TypeOfAsync(file) : shown.ContentType ?? FileTypes.Unknown;
            return new MediaFile
            {
                Subject = contact.Value,
                Blob = name.Id,
                ContentType = type,
                FileName = reference.Thumbnail ? ThumbnailName : shown.FileName,
                Bytes = file.Size,
                Shown = KindRules.IsShown(type),
            };
        }
        catch (BlobStoreException refused)
        {
            log.StoreRefused(refused);
            return Refusal.Unavailable;
        }
        catch (CryptographicException changed)
        {
            log.DoesNotOpen(changed);
            return Refusal.NotFound;
        }
    }

    private static async Task<string> TypeOfAsync(OpenedFile file)
    {
        var head = new byte[16];
        var length = await file.Content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false);
        return FileTypes.Of(head.AsSpan(0, length), null);
    }

    private static OpaqueId? BlobOf(TenantKey conversation, StoredMessage message, SubjectKey key, int index)
    {
        var outcome = Transcript.Aftermath(conversation, message, key).Media?.FirstOrDefault(m => m.Index == index);
        var content = Transcript.Open(conversation, message.Event, key) switch
        {
            MessageReceived e => e.Content,
            MessageQueued e => e.Content,
            MessageEchoed e => e.Content,
            _ => null,
        };
        return OpaqueId.TryParse(outcome?.Blob ?? content?.Media.ElementAtOrDefault(index)?.Blob, out var blob) ? blob : null;
    }
}
