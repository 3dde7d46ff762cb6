namespace Athera.Orders;

/// <summary>An order as shown to its tenant.</summary>
[GenerateSerializer, Immutable, Alias("Athera.OrderView")]
public sealed record OrderView
{
    /// <summary>Its id.</summary>
    [Id(0)] public required OrderId Id { get; init; }

    /// <summary>Whose it is.</summary>
    [Id(1)] public required ContactId ContactId { get; init; }

    /// <summary>The conversation it came from, if it came from one.</summary>
    [Id(2)] public ConversationId? ConversationId { get; init; }

    /// <summary>How far it has come.</summary>
    [Id(3)] public required OrderState State { get; init; }

    /// <summary>ISO 4217; a draft may have none yet.</summary>
    [Id(4)] public string? Currency { get; init; }

    /// <summary>Digits of the currency behind the point: an amount of 1250 with 2 of them is 12.50.</summary>
    [Id(5)] public int? MinorDigits { get; init; }

    /// <summary>What is ordered.</summary>
    [Id(6)] public required IReadOnlyList<OrderLineView> Lines { get; init; }

    /// <summary>What it comes to, in minor units; added up here and never taken from outside.</summary>
    [Id(7)] public required long Total { get; init; }

    /// <summary>Anything else that was said.</summary>
    [Id(8)] public string? Notes { get; init; }

    /// <summary>Its id in the tenant's own system.</summary>
    [Id(9)] public string? ExternalId { get; init; }

    /// <summary>Lines of the contact's cart that could not be taken over as they were; the message shows them all.</summary>
    [Id(10)] public int LeftOut { get; init; }

    /// <summary>Why it was cancelled, if that was said.</summary>
    [Id(11)] public string? Reason { get; init; }

    /// <summary>What brought it about.</summary>
    [Id(12)] public required Origin Origin { get; init; }

    /// <summary>Its newest changes, oldest first.</summary>
    [Id(13)] public required IReadOnlyList<HistoryEntry> History { get; init; }

    /// <summary>When it was created.</summary>
    [Id(14)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    [Id(15)] public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Says which and how far it is only.</summary>
    public override string ToString() => $"OrderView({Id}, {State})";
}

/// <summary>A line as shown.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Sku">The tenant's own id of the product.</param>
/// <param name="Quantity">How many.</param>
/// <param name="UnitAmount">What one costs, in minor units.</param>
/// <param name="Amount">What all of them cost, in minor units.</param>
[GenerateSerializer, Immutable, Alias("Athera.OrderLineView")]
public sealed record OrderLineView(
    [property: Id(0)] string Name, [property: Id(1)] string? Sku, [property: Id(2)] int Quantity, [property: Id(3)] long UnitAmount,
    [property: Id(4)] long Amount)
{
    /// <summary>Says nothing of what somebody buys.</summary>
    public override string ToString() => nameof(OrderLineView);
}
