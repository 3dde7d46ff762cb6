using Microsoft.Extensions.Logging;

namespace Athera.Api.Inbox;

/// <summary>The tenant's feed as one connection to the inbox wants it.</summary>
/// <param name="subscription">The feed.</param>
/// <param name="client">How to call the connection.</param>
/// <param name="connection">Its id, for the log.</param>
/// <param name="only">The only conversation it wants to hear of, or all.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where failures are recorded.</param>
internal sealed class InboxSource(
    Shared<TenantFeed> subscription, IInboxClient client, string connection, ConversationId? only, TimeProvider time, ILogger logger)
    : ICursorSource
{
    private const int BatchLimit = 100;

    public Task Pulse => subscription.Value.Pulse;

    public async Task<long> Bring(long cursor, CancellationToken stopping)
    {
        if (await Next(cursor, stopping) is not { } slice || slice.Position <= cursor)
            return cursor;
        var events = only is { } one ? [.. slice.Events.Where(happened => happened.ConversationId == one)] : slice.Events;
        if (events.Count > 0)
            await client.Events(new EventBatch(events, slice.Position)).WaitAsync(CursorPump.SendDeadline, time, stopping);
        return slice.Position;
    }

    public void Dispose() => subscription.Dispose();

    private async Task<FeedSlice?> Next(long cursor, CancellationToken stopping)
    {
        if (subscription.Value.Read(cursor, BatchLimit) is { } kept)
            return kept;
        try
        {
            return await subscription.Value.Fetch(cursor, stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            logger.CatchUpFailed(failure, connection);
            return null;
        }
    }
}
