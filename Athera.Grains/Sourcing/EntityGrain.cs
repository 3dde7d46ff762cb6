using Athera.Journal;

namespace Athera.Sourcing;

/// <summary>
/// A journaled grain for slow things: every decision stores the whole state as a snapshot too, so that lists and other silos read
/// it without calling the grain.
/// </summary>
/// <typeparam name="TState">The folded state.</typeparam>
/// <typeparam name="TEvent">The base of its events.</typeparam>
public abstract class EntityGrain<TState, TEvent>(IGrainContext context, StreamCategory category)
    : JournaledGrain<TState, TEvent>(context, category)
    where TState : class
    where TEvent : class
{
    /// <summary>Decides one event or a refusal, commits, and shows the state it led to.</summary>
    /// <param name="decide">The decision; an empty list means that it is so already.</param>
    /// <param name="show">What the caller is shown.</param>
    /// <param name="taken">What it means when a claim is taken.</param>
    protected async Task<Result<TView>> ChangeAsync<TView>(
        Func<TState, Decision<TEvent>> decide, Func<TState, TView> show, Refusal? taken = null) where TView : class
    {
        Refusal? refusal = null;
        var commit = await DecideAsync(state =>
        {
            var decision = decide(state);
            refusal = decision.Refusal;
            return decision.Events;
        });
        if (refusal is not null)
            return refusal;
        if (commit.Status == AppendStatus.Duplicate && taken is not null)
            return taken;
        return commit.Durable ? show(commit.After) : RefusalOf(commit.Status);
    }
}

/// <summary>What a decision of a slow thing says: events, or a refusal.</summary>
/// <typeparam name="TEvent">The base of its events.</typeparam>
/// <param name="Events">What happens; empty if it is so already.</param>
/// <param name="Refusal">Why it does not.</param>
public sealed record Decision<TEvent>(IReadOnlyList<TEvent> Events, Refusal? Refusal = null)
{
    /// <summary>Nothing has to happen.</summary>
    public static Decision<TEvent> Nothing { get; } = new([]);

    /// <summary>One thing happens.</summary>
    public static implicit operator Decision<TEvent>(TEvent @event) => new([@event]);

    /// <summary>It does not happen.</summary>
    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], refusal);
}
