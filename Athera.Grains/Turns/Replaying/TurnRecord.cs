using Athera.Conversations;
using Athera.Messages;

namespace Athera.Turns.Replaying;

/// <summary>A turn as it is recorded: the state it began in, and what happened in the conversation from there to its end.</summary>
internal sealed class TurnRecord
{
    private readonly List<Entry> _entries;

    private TurnRecord(Conversation before, long turn, TurnStarted started, List<Entry> entries) =>
        (Before, Turn, Started, _entries) = (before, turn, started, entries);

    /// <summary>An event, and when it was stored.</summary>
    public sealed record Entry(ConversationEvent? Event, DateTimeOffset At);

    /// <summary>The state right after the turn had begun.</summary>
    public Conversation Before { get; }

    /// <summary>The turn.</summary>
    public long Turn { get; }

    /// <summary>Its beginning.</summary>
    public TurnStarted Started { get; }

    /// <summary>What followed, up to the last event of the turn.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>Every turn that has ended in a reply or in failure, oldest first. Those that were cut off came to nothing.</summary>
    public static IReadOnlyList<TurnRecord> Of(IReadOnlyList<Entry> history)
    {
        var (records, state) = (new List<TurnRecord>(), Conversation.Empty);
        for (var i = 0; i < history.Count; i++)
        {
            state = state.Apply(history[i].Event);
            if (history[i].Event is TurnStarted started && End(history, i, state.Sequence) is > 0 and var end)
                records.Add(new TurnRecord(state, state.Sequence, started, [.. history.Skip(i + 1).Take(end - i)]));
        }
        return records;
    }

    /// <summary>Whether an event is one that a turn's decisions lead to, and its replay must lead to again.</summary>
    public static bool IsStep(ConversationEvent? @event, long turn) => @event switch
    {
        ModelAnswered e => e.Turn == turn,
        ToolIntended e => e.Turn == turn,
        ToolSettled e => e.Turn == turn,
        ApprovalAsked e => e.Turn == turn,
        FollowUpScheduled e => e.Turn == turn,
        TurnEnded e => e.Turn == turn,
        MessageQueued e => e.Turn == turn,
        _ => false,
    };

    private static int End(IReadOnlyList<Entry> history, int start, long turn)
    {
        for (var i = start + 1; i < history.Count; i++)
        {
            if (history[i].Event is not TurnEnded ended || ended.Turn != turn)
                continue;
            if (ended.Ending is not (TurnEnding.Replied or TurnEnding.Failed))
                return 0;
            while (i + 1 < history.Count && history[i + 1].Event is MessageQueued { Author.Kind: AuthorKind.Agent } queued && queued.Turn == turn)
                i++;
            return i;
        }
        return 0;
    }
}
