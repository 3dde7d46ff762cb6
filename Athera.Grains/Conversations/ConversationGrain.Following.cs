using Athera.Channels;
using Athera.Messages;

namespace Athera.Conversations;

// Everything that has an effect outside happens here, after the commit, and only because an event says so.
public sealed partial class ConversationGrain
{
    /// <summary>Further away than this, the sweep calls; a timer for every snoozed conversation would keep them all in memory.</summary>
    private static readonly TimeSpan TimerHorizon = TimeSpan.FromMinutes(2);

    private IGrainTimer? _timer;
    private DateTimeOffset _timerAt = DateTimeOffset.MaxValue;

    private void Follow(Commit commit)
    {
        if (!commit.Durable)
            return;
        var sequence = commit.Before.Sequence;
        foreach (var @event in commit.Events)
        {
            sequence++;
            if (@event is TurnStarted && commit.After.Turn?.Id == sequence)
                BeginAsync(commit.After).Ignore();
            else if (@event is TurnResumed resumed && commit.After.Turn is { } again && (again.Id, again.Try) == (resumed.Turn, resumed.Try))
                BeginAsync(commit.After).Ignore();
            else if (@event is TurnEnded ended)
                StopTurn(ended);
            else if (@event is SendAttempted attempt)
                Dispatch(commit.After, attempt);
            else if (@event is EvidenceSought sought)
                Inquire(commit.After, sought);
            else if (@event is ConsentPassing passing)
                PassConsentsAsync(commit.After, passing).Ignore();
            else if (@event is CartPassing cart)
                PassCartAsync(commit.After, cart).Ignore();
            else if (@event is CheckPassing check)
                PassCheckAsync(commit.After, check).Ignore();
            else if (@event is MediaFetchBegun fetch)
                Fetch(commit.After, fetch);
            else if (@event is MediaRemovalBegun removal)
                RemoveFiles(commit.After, removal);
        }
        Arm(commit.After);
    }

    private void StopTurn(TurnEnded ended)
    {
        StopTyping();
        if (ended.Ending is TurnEnding.Overtaken or TurnEnding.TakenOver || ended.Fault == Faults.OptedOut)
            GrainFactory.Get<IAgentTurnGrain>(Key.Tenant, Key.Id).Cancel(ended.Turn).Ignore();
    }

    private void Dispatch(Conversation state, SendAttempted attempt)
    {
        if (state.Outbox.FirstOrDefault(o => o.Message == attempt.Message) is not { } outgoing)
            return;
        dispatcher.Post(Key.Tenant, state.Account, new SendOrder
        {
            Message = new MessageId(Id, attempt.Message),
            Attempt = attempt.Attempt,
            To = state.Addresses,
            Content = outgoing.Content,
            Deadline = attempt.Deadline,
            ReplyTo = outgoing.ReplyTo,
            Contact = state.Contact,
            ByPersonLate = outgoing.By == AuthorKind.User && state.WindowClosesAt <= Clock.GetUtcNow(),
            Tenant = Key.Tenant,
        });
    }

    private void Arm(Conversation state)
    {
        if (state.NextDue is not { } due || due >= _timerAt)
            return;
        var wait = due - Clock.GetUtcNow();
        if (wait > TimerHorizon)
            return;
        _timerAt = due;
        _timer?.Dispose();
        _timer = this.RegisterGrainTimer(OnTimer, new GrainTimerCreationOptions
        {
            DueTime = wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
            Period = Timeout.InfiniteTimeSpan,
            Interleave = true,
        });
    }

    private async Task OnTimer(CancellationToken cancellation)
    {
        _timerAt = DateTimeOffset.MaxValue;
        await Wake();
    }
}
