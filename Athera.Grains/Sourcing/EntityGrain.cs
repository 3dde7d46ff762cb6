using Athera.Journal;
using Athera.Keys;

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
    private static readonly Refusal Duplicate = RefusalOf(AppendStatus.Duplicate);

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

    /// <summary>How it was created, if it was: whatever has become of it since, what was created stays created.</summary>
    /// <param name="show">What the caller is shown.</param>
    protected async Task<TView?> FindCreatedAsync<TView>(Func<TState, TView> show) where TView : class =>
        SequenceOf(await GetStateAsync()) > 0 ? show(await GetStateAsync(1)) : null;

    /// <summary>Like <see cref="ChangeAsync"/>, for what begins it: where another call has begun it, how it was created is shown.</summary>
    /// <param name="decide">The decision.</param>
    /// <param name="show">What the caller is shown.</param>
    /// <param name="taken">What it means when a claim is taken.</param>
    protected async Task<Result<TView>> CreateAsync<TView>(
        Func<TState, Decision<TEvent>> decide, Func<TState, TView> show, Refusal? taken = null) where TView : class
    {
        var created = false;
        var result = await ChangeAsync(
            state =>
            {
                created = SequenceOf(state) == 0;
                return decide(state);
            },
            show, taken);
        return result.Granted && !created && await FindCreatedAsync(show) is { } before ? before : result;
    }

    /// <summary>
    /// Like <see cref="ChangeAsync"/>, once for each key: asked again with the same one, nothing is decided and the state it then led to
    /// is shown, whatever has become of it since. The events carry the key and <see cref="Once"/> claims it; a decision that has
    /// nothing else to say still says that it was asked.
    /// </summary>
    /// <param name="key">The key, if there is one.</param>
    /// <param name="decide">The decision.</param>
    /// <param name="show">What the caller is shown.</param>
    /// <param name="taken">What it means when another claim is taken.</param>
    protected async Task<Result<TView>> ChangeOnceAsync<TView>(
        string? key, Func<TState, Decision<TEvent>> decide, Func<TState, TView> show, Refusal? taken = null) where TView : class
    {
        if (key is null)
            return await ChangeAsync(decide, show, taken);
        var claim = OnceClaim(await Vault.GetLookupKeyAsync(Key.Tenant, CancellationToken.None), key);
        if (await DoneAsync(claim) is { } before)
            return show(await GetStateAsync(before));
        var result = await ChangeAsync(decide, show, Duplicate);
        if (!ReferenceEquals(result.Refusal, Duplicate))
            return result;
        return await DoneAsync(claim) is { } meanwhile ? show(await GetStateAsync(meanwhile)) : taken ?? Duplicate;
    }

    /// <summary>The claims of the keys that events carry.</summary>
    /// <param name="events">What a decision said.</param>
    /// <param name="after">The state it led to.</param>
    /// <param name="sealer">Hashes.</param>
    protected IEnumerable<Claim> Once(IReadOnlyList<TEvent> events, TState after, Sealer sealer) =>
        events.OfType<IOnce>().Select(e => e.Key).OfType<string>().Distinct()
            .Select(key => new Claim(OnceClaim(sealer.Lookup, key), Key.Id, SequenceOf(after)));

    private ClaimKey OnceClaim(LookupKey lookup, string key) => lookup.Hash("once", Key.Id.ToString(), key);

    private async Task<long?> DoneAsync(ClaimKey claim)
    {
        var held = await Store.FindClaimsAsync([claim], CancellationToken.None);
        return held.TryGetValue(claim, out var at) && at.Tenant == Key.Tenant ? at.Sequence : null;
    }
}

/// <summary>An event that a request with a key led to: the same key leads to no other.</summary>
public interface IOnce
{
    /// <summary>The key; <see langword="null"/> if there was none.</summary>
    string? Key { get; }
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
