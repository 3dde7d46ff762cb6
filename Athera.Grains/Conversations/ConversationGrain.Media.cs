using Athera.Media;
using Athera.Media.Blobs;
using Athera.Media.Fetching;
using Athera.Media.Uploading;
using Athera.Messages;

namespace Athera.Conversations;

// The files of messages: what came of fetching and removing them, and those that are sent.
public sealed partial class ConversationGrain
{
    private static readonly TimeSpan CopyPatience = TimeSpan.FromSeconds(25);

    private static readonly Result<List<OutgoingFile>> NoFiles = new List<OutgoingFile>();

    /// <inheritdoc/>
    public async Task<Result<MediaReceipt>> SettleMedia(MediaReport report)
    {
        var state = await GetStateAsync();
        if (!state.Exists)
            return Refusal.NotFound;
        var now = await CircumstancesAsync(state.Account);
        var wanted = true;
        var message = report.Message.Sequence;
        var settled = await AmendAsync([message], (s, recalled) =>
        {
            wanted = AftermathOf(s, message, recalled)?.DeletedAt is null;
            return Fetching.Settle(s, report, now());
        });
        return settled.Granted ? new MediaReceipt { Wanted = wanted } : settled.Refusal;
    }

    /// <inheritdoc/>
    public async Task<Result<Done>> MediaRemoved(long message)
    {
        var now = await CircumstancesAsync((await GetStateAsync()).Account);
        return Finish(await DecideAsync(s => Fetching.Remove(s, message, now()).Events));
    }

    /// <inheritdoc/>
    public async Task<Result<MessageView>> RetryMedia(RetryMedia command)
    {
        var state = await GetStateAsync();
        var message = command.Message.Sequence;
        if (!state.Exists || command.Message.Conversation != Id || await ReadMessageAsync(message) is not { } stored)
            return Refusal.NotFound;
        var key = await Vault.GetAsync(Key.Tenant, SubjectOf(state), CancellationToken.None);
        if (Transcript.Open(Key, stored.Event, key) is not { } @event || Wording.Of(@event) is not { } content
            || content.Media.ElementAtOrDefault(command.Index) is not { } part)
            return Refusal.NotFound;
        var now = await CircumstancesAsync(state.Account);
        Refusal? refusal = null;
        var retried = await AmendAsync([message], (s, recalled) =>
        {
            refusal = AftermathOf(s, message, recalled) is not { } known ? Refusal.NotFound : Fetching.CheckRetry(s, message, command.Index, known);
            return refusal is null ? Fetching.Retry(s, message, command.Index, part, command.User, now()) : new Draft(s);
        });
        if ((refusal ?? retried.Refusal) is { } no)
            return no;
        return await ReadMessageAsync(message) is { } again
            ? links.On(Key.Tenant, Transcript.View(Key, again, key, state.Contact))
            : Refusal.NotFound;
    }

    private static MessageAftermath? AftermathOf(Conversation state, long message, IReadOnlyDictionary<long, Recalled> recalled) =>
        state.Deliveries.FirstOrDefault(d => d.Message == message) ?? recalled.GetValueOrDefault(message)?.Aftermath;

    // Copied before anything is decided: a copy nobody comes to send is replaced by the next try's, and erased with its contact.
    private async Task<Result<List<OutgoingFile>>> CopyAsync(Conversation state, IReadOnlyList<OpaqueId> media)
    {
        var files = new List<OutgoingFile>(media.Count);
        using var deadline = new CancellationTokenSource(CopyPatience, Clock);
        try
        {
            foreach (var upload in media.Distinct().Take(MediaPart.MaxParts))
            {
                if (await uploads.CopyAsync(Key, state.Contact, upload, deadline.Token) is not { } file)
                    return Refusal.Invalid("media", "names something that was not uploaded, or too long ago");
                files.Add(file);
            }
            return files;
        }
        catch (Exception failed) when (failed is BlobStoreException or OperationCanceledException)
        {
            log.FilesNotCopied(Id, failed);
            return Refusal.Unavailable;
        }
    }

    private void Fetch(Conversation state, MediaFetchBegun begun)
    {
        if (state.MediaDuties.FirstOrDefault(d => d.Message == begun.Message && d.Index == begun.Index) is { } duty)
            fetcher.Post(Key.Tenant, state.Account, new FetchOrder(
                state.Contact, new MessageId(Id, begun.Message), begun.Index, duty.Part, begun.Try, duty.Since, begun.Deadline));
    }

    private void RemoveFiles(Conversation state, MediaRemovalBegun begun)
    {
        if (state.MediaRemovals.FirstOrDefault(r => r.Message == begun.Message) is not { } removal)
            return;
        var message = new MessageId(Id, begun.Message);
        var blobs = removal.Fetching.Select(index => MediaBlobs.OfMessage(message, index)).ToHashSet();
        foreach (var blob in removal.Blobs)
        {
            if (OpaqueId.TryParse(blob, out var id))
                blobs.Add(id);
        }
        fetcher.Post(Key.Tenant, new RemovalOrder(state.Contact, message, [.. blobs]));
    }
}
