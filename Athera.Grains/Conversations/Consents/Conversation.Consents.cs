using System.Collections.Immutable;
using Athera.Channels;
using Athera.Messages;

namespace Athera.Conversations;

// What the contact wants to be sent. It is decided here for this channel account, in the stream of the sends it forbids, so that no
// send can pass it; the contact's own record is told afterwards.
public sealed partial record Conversation
{
    /// <summary>What the contact said that does not stand in its own record yet, oldest first.</summary>
    public ImmutableArray<OwedConsent> ConsentsOwed { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>When it is brought there again.</summary>
    public DateTimeOffset? ConsentsRetryAt { get; init; }

    /// <summary>When it was last told who this is and how to get out.</summary>
    public DateTimeOffset? HelpedAt { get; init; }

    /// <summary>The agent fell silent because the contact wants nothing; it speaks again when that is over.</summary>
    public bool Silenced { get; init; }

    /// <summary>The contact wants nothing over this channel account.</summary>
    public bool OptedOut => Consents.Any(c => c is { Scope: ConsentScope.Everything, Granted: false });

    /// <summary>What the contact said here about marketing; <see langword="null"/> if nothing.</summary>
    public bool? Marketing => Consents.FirstOrDefault(c => c.Scope == ConsentScope.Marketing)?.Granted;

    /// <summary>When consents owed have to be brought to the contact again.</summary>
    private DateTimeOffset? ConsentsDueAt => ConsentsOwed.IsEmpty ? null : ConsentsRetryAt;

    private Conversation Heed(ConversationEvent? @event) => @event switch
    {
        ConsentChanged e => (this with { Silenced = Silenced && !(e.Granted && e.Scope == ConsentScope.Everything) }).Owe(e),
        ConsentPassing e => this with { ConsentsRetryAt = e.RetryAt },
        ConsentPassed e => this with { ConsentsOwed = ConsentsOwed.RemoveAll(o => o.Sequence <= e.Through) },
        MessageQueued { Notice: AutomaticNotice.HelpGiven } e => this with { HelpedAt = e.QueuedAt },
        TurnEnded { Fault: Faults.OptedOut } => this with { Silenced = true },
        ResponderChanged { Responder: Responder.Nobody, Reason: "turn_failed" } => this,
        ResponderChanged => this with { Silenced = false },
        _ => this,
    };

    // What a person was told stands in the contact's record already.
    private Conversation Owe(ConsentChanged e) => e.How == ConsentWays.Person ? this : this with
    {
        ConsentsOwed = [.. ConsentsOwed.Where(o => o.Scope != e.Scope), new OwedConsent(Sequence, e.Scope, e.Granted, e.How, e.At)],
        ConsentsRetryAt = null,
    };
}

/// <summary>Something the contact said that its own record does not know yet.</summary>
/// <param name="Sequence">The event.</param>
/// <param name="Scope">What about.</param>
/// <param name="Granted">Whether it may be sent.</param>
/// <param name="How">How it was said.</param>
/// <param name="At">When, by the provider's clock.</param>
public sealed record OwedConsent(long Sequence, ConsentScope Scope, bool Granted, string How, DateTimeOffset At);
