using Athera.Conversations;
using Athera.Turns.Tools;

namespace Athera.Turns.Replaying;

/// <summary>
/// Runs a recorded turn again: the loop and the decisions are those that serve customers, the model and the tools are their record.
/// Nothing is called and nothing is written. What the decisions lead to is compared, byte by byte, with what they led to then.
/// </summary>
/// <param name="record">The turn.</param>
/// <param name="circumstances">The world as it was then, but for the time.</param>
internal sealed class TurnReplay(TurnRecord record, Circumstances circumstances) : ITurnKeeper
{
    private Conversation _state = record.Before;
    private int _next;

    /// <summary>The first event that comes out differently: its kind, and what was recorded instead if that is another.</summary>
    public string? Difference { get; private set; }

    /// <summary>Runs it.</summary>
    public async Task RunAsync(TurnOrder order)
    {
        // What was given to a turn to run is intended right after its beginning.
        while (Peek()?.Event is ToolIntended)
            Fold();
        var loop = new TurnLoop(_ => Task.FromResult(Ask()), call => Task.FromResult(Run(call)), this);
        await loop.RunAsync(order with { Steps = [.. _state.Turn!.Steps] }, CancellationToken.None);
        if (Difference is null && Peek() is { } left)
            Difference = $"{KindOf(left.Event!)} does not come";
    }

    // A turn that was resumed is on another try than the one that is replayed as a whole.
    /// <inheritdoc/>
    public Task<TurnProgress?> AnsweredAsync(StepAnswer answer) =>
        DecideAsync(now => Advancing.Answer(_state, answer with { Try = Attempt }, now));

    /// <inheritdoc/>
    public Task<TurnProgress?> RanAsync(CallReport report) =>
        DecideAsync(now => Advancing.Settle(_state, report with { Try = Attempt }, now));

    /// <inheritdoc/>
    public Task ConcludeAsync(TurnProposal proposal) =>
        DecideAsync(now => Concluding.Conclude(_state, proposal with { Try = Attempt }, now));

    private int Attempt => _state.Turn?.Try ?? record.Started.Try;

    private ModelReply Ask() => Peek()?.Event switch
    {
        ModelAnswered e => new ModelReply
        {
            Reply = e.Text, Model = e.Model, Prompt = e.Prompt, InputTokens = e.InputTokens, OutputTokens = e.OutputTokens, Micros = e.Micros,
            Calls = [.. e.Calls.Select(c => new ModelCall(c.Tool, c.Arguments.Length == 0 ? null : c.Arguments))],
        },
        TurnEnded e => new ModelReply
        {
            Reply = e.Ending == TurnEnding.Replied ? e.Said ?? Said() : null, Fault = e.Fault, Model = e.Model, Prompt = e.Prompt,
            InputTokens = e.InputTokens, OutputTokens = e.OutputTokens, Micros = e.Micros,
        },
        _ => ModelReply.Failed(TurnFaults.ModelUnavailable),
    };

    private ToolOutcome Run(TurnCall call)
    {
        if (Peek()?.Event is not ToolSettled e || e.Call != call.Id)
            return ToolOutcome.Failed(CallFaults.Failed, "Nothing is recorded.");
        var followUp = record.Entries.Skip(_next + 1).Select(n => n.Event).FirstOrDefault() as FollowUpScheduled;
        return new ToolOutcome
        {
            Text = e.Text,
            Fault = e.Fault,
            Sources = e.Sources,
            Effect = e.HandOver is { } reason ? new HandOver(reason)
                : e.Resolves ? new Athera.Turns.Tools.Resolve()
                : followUp is not null && followUp.Turn == record.Turn ? new FollowUp(followUp.At, followUp.About)
                : null,
        };
    }

    // Of an answer sent as one message the record holds the message, with the disclosure before the first.
    private string? Said()
    {
        var queued = record.Entries.Skip(_next).Select(e => e.Event).OfType<MessageQueued>().FirstOrDefault(q => q.Turn == record.Turn);
        var disclosure = queued is { Discloses: true } ? $"{Disclosing.TextFor(_state, circumstances.Profile)}\n\n" : "";
        return queued?.Content.Text is { } text && text.StartsWith(disclosure, StringComparison.Ordinal) ? text[disclosure.Length..] : null;
    }

    private Task<TurnProgress?> DecideAsync(Func<Circumstances, Draft> decide)
    {
        if (_state.Turn?.Id != record.Turn)
            return Task.FromResult<TurnProgress?>(TurnProgress.Over);
        if (Peek() is not { } next)
            return Differ("nothing was recorded any more");
        foreach (var led in decide(circumstances with { Now = TimeOf(next) }).Events.Where(e => TurnRecord.IsStep(e, record.Turn)))
        {
            if (Peek() is not { } recorded)
                return Differ($"{KindOf(led)} comes, and nothing was recorded");
            if (!Bytes(AsOfThen(led, recorded.Event!)).AsSpan().SequenceEqual(Bytes(recorded.Event!)))
            {
                var (comes, stands) = (KindOf(led), KindOf(recorded.Event!));
                return Differ(comes == stands ? $"{comes} differs" : $"{comes} comes instead of {stands}");
            }
            Fold();
        }
        return Task.FromResult<TurnProgress?>(
            _state.Turn?.Id == record.Turn ? new TurnProgress(false, [.. _state.Turn.Steps]) : TurnProgress.Over);
    }

    // What a tool was then is a fact like the time: it does not decide whether a person is asked.
    private static ConversationEvent AsOfThen(ConversationEvent led, ConversationEvent recorded) =>
        led is ApprovalAsked asks && recorded is ApprovalAsked asked ? asks with { Definition = asked.Definition } : led;

    private Task<TurnProgress?> Differ(string how)
    {
        Difference ??= how;
        return Task.FromResult<TurnProgress?>(null);
    }

    // What others did meanwhile is folded in where it happened.
    private TurnRecord.Entry? Peek()
    {
        while (_next < record.Entries.Count && !TurnRecord.IsStep(record.Entries[_next].Event, record.Turn))
            Fold();
        return _next < record.Entries.Count ? record.Entries[_next] : null;
    }

    private void Fold() => _state = _state.Apply(record.Entries[_next++].Event);

    private DateTimeOffset TimeOf(TurnRecord.Entry entry) => entry.Event switch
    {
        ModelAnswered e => e.At,
        ToolSettled e => e.At,
        TurnEnded => record.Entries.Select(e => e.Event).OfType<MessageQueued>().FirstOrDefault(q => q.Turn == record.Turn)?.QueuedAt ?? entry.At,
        _ => entry.At,
    };

    private static string KindOf(ConversationEvent @event) => ConversationForm.Events.KindOf(@event);

    private static byte[] Bytes(ConversationEvent @event) => ConversationForm.Events.Encode(@event);
}
