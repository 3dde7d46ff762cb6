using Athera.Messages;
using Athera.Sourcing;

namespace Athera.Orders;

/// <summary>Something that happened to an order. These are written down for years: add members, never rename or reuse them.</summary>
public abstract record OrderEvent
{
    /// <summary>Says what happened, and not what was ordered.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>It came to be.</summary>
public sealed record OrderCreated : OrderEvent
{
    /// <summary>Whose it is.</summary>
    public required ContactId Contact { get; init; }

    /// <summary>The conversation it came from.</summary>
    public ConversationId? Conversation { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>What is ordered.</summary>
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>Draft or placed.</summary>
    public required OrderState State { get; init; }

    /// <summary>Anything else that was said.</summary>
    public string? Notes { get; init; }

    /// <summary>Its id in the tenant's own system.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Lines of a cart that could not be taken over.</summary>
    public int LeftOut { get; init; }

    /// <summary>What brought it about.</summary>
    public required Origin Origin { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>It was changed; what is <see langword="null"/> stayed. Without any of it, somebody asked for what was so already.</summary>
public sealed record OrderChanged : OrderEvent, IOnce
{
    /// <summary>All lines.</summary>
    public IReadOnlyList<OrderLine>? Lines { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>The notes; empty removes them.</summary>
    public string? Notes { get; init; }

    /// <summary>Its id in the tenant's own system; empty removes it.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Who changed it.</summary>
    public required Author By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <inheritdoc/>
    public string? Key { get; init; }
}

/// <summary>It went into another state.</summary>
/// <param name="State">The state.</param>
/// <param name="Reason">Why it was cancelled.</param>
/// <param name="By">Who did it.</param>
/// <param name="At">When.</param>
/// <param name="Key">The key of the request.</param>
public sealed record OrderStateChanged(OrderState State, string? Reason, Author By, DateTimeOffset At, string? Key = null) : OrderEvent, IOnce;
