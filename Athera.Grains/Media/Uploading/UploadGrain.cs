using System.IO.Pipelines;
using Athera.Media.Blobs;
using Athera.Media.Content;
using Athera.Media.Sealing;
using Athera.Messages;
using Microsoft.Extensions.Logging;
using Orleans.Placement;

namespace Athera.Media.Uploading;

/// <summary>
/// A file as it comes in, part by part; each is sealed and in the store's hands before the next is taken, so nothing plain ever lies on
/// a disk. Begun again from the start after a crash: nobody has been promised anything before it is complete.
/// </summary>
[PreferLocalPlacement]
internal sealed class UploadGrain(IGrainContext context, SealedBlobs blobs, Uploads uploads, ILogger<UploadGrain> log)
    : Grain(context), IUploadGrain, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TenantKey _key = TenantKey.Parse(context.GrainId.Key.ToString()!);
    private Incoming? _incoming;

    /// <inheritdoc/>
    public async Task<Result<Done>> Append(long offset, ReadOnlyMemory<byte> part)
    {
        if (part.Length > MediaFile.PartSize)
            return Refusal.Invalid("body", "comes in parts that are too large");
        if (offset == 0)
        {
            await DropAsync();
            _incoming = new Incoming(blobs, Uploads.NameOf(_key));
        }
        if (_incoming is not { } incoming || incoming.Length != offset)
            return new Refusal(RefusalKind.Conflict, "out_of_order", "Another part of the file has to come first.");
        return await GuardedAsync<Done>(async () =>
        {
            await incoming.AppendAsync(part);
            return Done.Value;
        });
    }

    /// <inheritdoc/>
    public Task<Result<UploadView>> Complete(CompleteUpload command) => GuardedAsync<UploadView>(async () =>
    {
        if (await uploads.FindAsync(_key, CancellationToken.None) is { } done)
            return done;
        if (_incoming is not { } incoming)
            return Refusal.Invalid("body", "is empty");
        var found = await incoming.CompleteAsync(command.ContentType);
        _incoming = null;
        if (found.Bytes > KindRules.LimitOf(found.Kind))
            return Refusal.Invalid("body", "is larger than a file of its kind may be");
        var view = found with
        {
            Id = _key.Id,
            FileName = command.FileName is { Length: > UploadView.MaxFileName } name ? name[..UploadView.MaxFileName] : command.FileName,
            ExpiresAt = uploads.ExpiryOfNew,
        };
        await uploads.WriteAsync(_key, view, CancellationToken.None);
        return view;
    });

    /// <inheritdoc/>
    public Task Abandon() => DropAsync();

    /// <inheritdoc/>
    public Task<Result<UploadView>> Get() => GuardedAsync<UploadView>(
        async () => await uploads.FindAsync(_key, CancellationToken.None) is { } view ? view : Refusal.NotFound);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(DropAsync());

    private async Task DropAsync()
    {
        var incoming = _incoming;
        _incoming = null;
        if (incoming is not null)
            await incoming.DisposeAsync();
    }

    private async Task<Result<T>> GuardedAsync<T>(Func<Task<Result<T>>> work) where T : class
    {
        try
        {
            return await work();
        }
        catch (ContentRefusedException refused)
        {
            await DropAsync();
            return Refusal.Invalid("body", refused.Fault == MediaFaults.TooLarge ? "is larger than any file may be" : "is empty");
        }
        catch (Exception failed) when (failed is BlobStoreException or TimeoutException or Journal.StoreUnavailableException)
        {
            log.StoreRefused(failed);
            await DropAsync();
            return Refusal.Unavailable;
        }
    }

    private sealed class Incoming : IAsyncDisposable
    {
        private readonly Pipe _pipe = new();
        private readonly ContentCheck _check;
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _storing;
        private readonly MemoryStream _head = new();

        public Incoming(SealedBlobs blobs, BlobName name)
        {
            // What it is called comes with the end; only then its type is said.
            _check = new ContentCheck(MessageKind.Document, null, KindRules.Largest);
            _storing = blobs.PutAsync(name, _pipe.Reader.AsStream(), _check, _stop.Token);
        }

        public long Length { get; private set; }

        public async Task AppendAsync(ReadOnlyMemory<byte> part)
        {
            if (_head.Length < HeadSize)
                _head.Write(part.Span[..(int)Math.Min(part.Length, HeadSize - _head.Length)]);
            Length += part.Length;
            await _pipe.Writer.WriteAsync(part).AsTask().WaitAsync(Patience);
            if (_storing.IsCompleted)
                await _storing;
        }

        public async Task<UploadView> CompleteAsync(string? called)
        {
            await _pipe.Writer.CompleteAsync();
            await _storing.WaitAsync(Patience);
            var type = FileTypes.Of(_head.ToArray(), called);
            return new UploadView
            {
                Id = default, Kind = KindRules.KindOf(type), ContentType = type, Bytes = _check.Bytes, Sha256 = _check.Sha256,
                ExpiresAt = default,
            };
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _pipe.Writer.CompleteAsync(new OperationCanceledException());
            await _storing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            _check.Dispose();
            _stop.Dispose();
            await _head.DisposeAsync();
        }

        private const int HeadSize = 1024;
    }
}
