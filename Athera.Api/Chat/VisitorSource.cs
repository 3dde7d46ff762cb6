using Athera.Api.Access;
using Athera.Api.Inbox;
using Athera.Chat;
using Microsoft.Extensions.Logging;

namespace Athera.Api.Chat;

/// <summary>
/// One visitor's transcript. That something happened is heard from the tenant's feed; what it was is read from the visitor's own
/// conversation, so that nothing else can ever be in it.
/// </summary>
/// <param name="listener">Says when to look; given back with the source.</param>
/// <param name="grains">The tenant's grains.</param>
/// <param name="visitor">The visitor.</param>
/// <param name="client">How to call the connection.</param>
/// <param name="connection">Its id, for the log.</param>
/// <param name="latest">Whether to begin with the newest messages.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where failures are recorded.</param>
internal sealed class VisitorSource(
    ChatListener listener, TenantGrains grains, ChatVisitor visitor, IChatClient client, string connection, bool latest,
    TimeProvider time, ILogger logger) : ICursorSource
{
    private static readonly TimeSpan ReadDeadline = TimeSpan.FromSeconds(10), Retry = TimeSpan.FromSeconds(2);

    private bool _latest = latest;
    private bool _answering;

    public Task Pulse => listener.Pulse;

    public async Task<long> Bring(long cursor, CancellationToken stopping)
    {
        if (await Next(cursor, stopping) is not { } page)
        {
            // Nobody else would say when to try again.
            await Task.Delay(Retry, time, stopping);
            listener.Wake();
            return cursor;
        }

        _latest = false;
        if (page.Lines.Count > 0 || page.Changes.Count > 0)
            await Sent(
                client.Messages(new ChatBatch([.. page.Lines.Select(ChatMessageBody.Of)], page.Position, page.Changes)), stopping);
        if (page.Answering is { } answering && answering != _answering)
            await Sent(client.Typing(new ChatTyping(_answering = answering)), stopping);
        if (page.Resolved)
            await Sent(client.Ended(new ChatEnd("resolved")), stopping);
        return page.Position;
    }

    public void Dispose() => listener.Dispose();

    private async Task<ChatPage?> Next(long cursor, CancellationToken stopping)
    {
        try
        {
            var visitors = grains.Of<IVisitorsGrain>();
            if (_latest)
                return await visitors.Latest(visitor).WaitAsync(ReadDeadline, time, stopping);
            var read = await visitors.Read(visitor, cursor).WaitAsync(ReadDeadline, time, stopping);
            return read.Value ?? throw new InvalidOperationException("The transcript no longer reaches to where it had been read.");
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException && !stopping.IsCancellationRequested)
        {
            logger.CatchUpFailed(failure, connection);
            return null;
        }
    }

    private Task Sent(Task sending, CancellationToken stopping) => sending.WaitAsync(CursorPump.SendDeadline, time, stopping);
}
