using Athera.Messages;

namespace Athera.Orders;

/// <summary>A new order.</summary>
[GenerateSerializer, Immutable, Alias("Athera.CreateOrder")]
public sealed record CreateOrder
{
    /// <summary>Whose it is; may be left out where a conversation is given.</summary>
    [Id(0)] public ContactId? Contact { get; init; }

    /// <summary>The conversation it came from, held with that contact.</summary>
    [Id(1)] public ConversationId? Conversation { get; init; }

    /// <summary>ISO 4217, upper case. Only a draft may have none yet, and then it has no lines.</summary>
    [Id(2)] public string? Currency { get; init; }

    /// <summary>What is ordered, at most 500; none only in a draft.</summary>
    [Id(3)] public IReadOnlyList<OrderLine> Lines { get; init; } = [];

    /// <summary>Draft or placed.</summary>
    [Id(4)] public OrderState State { get; init; } = OrderState.Draft;

    /// <summary>Anything else that was said, at most 4,096 characters.</summary>
    [Id(5)] public string? Notes { get; init; }

    /// <summary>Its id in the tenant's own system, 1 to 128 characters; one order has it.</summary>
    [Id(6)] public string? ExternalId { get; init; }

    /// <summary>Lines of a cart that could not be taken over as they were.</summary>
    [Id(7)] public int LeftOut { get; init; }

    /// <summary>What brought it about.</summary>
    [Id(8)] public required Origin Origin { get; init; }

    /// <summary>Says where it came from only.</summary>
    public override string ToString() => $"CreateOrder({Origin.Kind})";
}

/// <summary>What to change; what is <see langword="null"/> stays. All of it happens, or none.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ChangeOrder")]
public sealed record ChangeOrder
{
    /// <summary>All lines, instead of those there are.</summary>
    [Id(0)] public IReadOnlyList<OrderLine>? Lines { get; init; }

    /// <summary>ISO 4217. Another one than before only together with the lines, whose amounts are in it.</summary>
    [Id(1)] public string? Currency { get; init; }

    /// <summary>New notes; empty removes them.</summary>
    [Id(2)] public string? Notes { get; init; }

    /// <summary>New id in the tenant's own system; empty removes it.</summary>
    [Id(3)] public string? ExternalId { get; init; }

    /// <summary>The state to go into.</summary>
    [Id(4)] public OrderState? State { get; init; }

    /// <summary>Why it is cancelled, at most 500 characters.</summary>
    [Id(5)] public string? Reason { get; init; }

    /// <summary>Who changes it: an agent or a user.</summary>
    [Id(6)] public required Author By { get; init; }

    /// <summary>Only if it is this contact's; otherwise there is no such order.</summary>
    [Id(7)] public ContactId? Of { get; init; }

    /// <summary>Asked again with the same key, it changes nothing more and gets the same answer; at most 100 characters.</summary>
    [Id(8)] public string? Key { get; init; }

    /// <summary>Says who asks only.</summary>
    public override string ToString() => $"ChangeOrder({By.Kind})";
}

/// <summary>Which orders to list; every condition given must hold.</summary>
[GenerateSerializer, Immutable, Alias("Athera.OrderQuery")]
public sealed record OrderQuery
{
    /// <summary>Only those in this state.</summary>
    [Id(0)] public OrderState? State { get; init; }

    /// <summary>Only those of this contact.</summary>
    [Id(1)] public ContactId? Contact { get; init; }

    /// <summary>Only those from this conversation.</summary>
    [Id(2)] public ConversationId? Conversation { get; init; }

    /// <summary>Where the page before ended, as its <see cref="Page{T}.Next"/> said.</summary>
    [Id(3)] public string? After { get; init; }

    /// <summary>At most this many, 1 to 200.</summary>
    [Id(4)] public int Limit { get; init; } = 50;
}
