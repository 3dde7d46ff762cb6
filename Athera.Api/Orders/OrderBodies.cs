using System.ComponentModel.DataAnnotations;
using Athera.Api.Contract;
using Athera.Orders;

namespace Athera.Api.Orders;

/// <summary>A line of an order.</summary>
public sealed record OrderLineBody
{
    /// <summary>What it is.</summary>
    [StringLength(OrderLimits.Name, MinimumLength = 1)]
    public required string Name { get; init; }

    /// <summary>How many.</summary>
    [Range(1, OrderLimits.Quantity)]
    public required int Quantity { get; init; }

    /// <summary>What one costs, in minor units of the currency: 12.50 EUR is 1250, 500 JPY is 500.</summary>
    [Range(0, OrderLimits.UnitAmount)]
    public required long UnitAmount { get; init; }

    /// <summary>The product's id in your own system.</summary>
    [StringLength(OrderLimits.Name, MinimumLength = 1)]
    public string? Sku { get; init; }

    internal OrderLine Line => new(Name, Quantity, UnitAmount, Sku);

    /// <summary>Says nothing of what somebody buys.</summary>
    public override string ToString() => nameof(OrderLineBody);
}

/// <summary>An order to create.</summary>
public sealed record CreateOrderBody
{
    /// <summary>Whose it is; may be left out with a conversation.</summary>
    public ContactId? ContactId { get; init; }

    /// <summary>The conversation it came from; it has to be held with that contact.</summary>
    public ConversationId? ConversationId { get; init; }

    /// <summary>ISO 4217, in capitals.</summary>
    [Required, StringLength(3, MinimumLength = 3)]
    public string Currency { get; init; } = "";

    /// <summary>What is ordered; none only in a draft.</summary>
    [MaxLength(OrderLimits.Lines), EachGiven]
    public IReadOnlyList<OrderLineBody> Lines { get; init; } = [];

    /// <summary><c>draft</c> (when left out) or <c>placed</c>.</summary>
    public OrderState? State { get; init; }

    /// <summary>Anything else that was said.</summary>
    [StringLength(OrderLimits.Notes)]
    public string? Notes { get; init; }

    /// <summary>Its id in your own system; no other order may have it.</summary>
    [StringLength(OrderLimits.ExternalId, MinimumLength = 1)]
    public string? ExternalId { get; init; }

    /// <summary>Says nothing of what somebody buys.</summary>
    public override string ToString() => nameof(CreateOrderBody);
}

/// <summary>What to change of an order; what is left out stays. All of it happens, or none.</summary>
public sealed record ChangeOrderBody
{
    /// <summary>All that is ordered, instead of what was; only while it is a draft or placed.</summary>
    [MaxLength(OrderLimits.Lines), EachGiven]
    public IReadOnlyList<OrderLineBody>? Lines { get; init; }

    /// <summary>Another currency, together with the lines, whose amounts are in it.</summary>
    [StringLength(3, MinimumLength = 3)]
    public string? Currency { get; init; }

    /// <summary>New notes; empty removes them.</summary>
    [StringLength(OrderLimits.Notes)]
    public string? Notes { get; init; }

    /// <summary>New id in your own system; empty removes it.</summary>
    [StringLength(OrderLimits.ExternalId)]
    public string? ExternalId { get; init; }

    /// <summary>The state to go into: draft, placed, confirmed, fulfilled in this order, or cancelled before it is fulfilled.</summary>
    public OrderState? State { get; init; }

    /// <summary>With <c>cancelled</c>: why.</summary>
    [StringLength(OrderLimits.Reason, MinimumLength = 1)]
    public string? Reason { get; init; }

    /// <summary>Says nothing of what somebody buys.</summary>
    public override string ToString() => nameof(ChangeOrderBody);
}
