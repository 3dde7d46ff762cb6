using System.Collections.Immutable;
using Athera.Sourcing;

namespace Athera.Orders;

/// <summary>An order, folded from its events.</summary>
public sealed record Order
{
    /// <summary>An order nobody has heard of.</summary>
    public static Order Empty { get; } = new();

    /// <summary>The last event.</summary>
    public long Sequence { get; init; }

    /// <summary>Whose it is.</summary>
    public ContactId Contact { get; init; }

    /// <summary>The conversation it came from.</summary>
    public ConversationId? Conversation { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>What is ordered.</summary>
    public ImmutableArray<OrderLine> Lines { get; init; } = [];

    /// <summary>How far it has come.</summary>
    public OrderState State { get; init; } = OrderState.Draft;

    /// <summary>Anything else that was said.</summary>
    public string? Notes { get; init; }

    /// <summary>Its id in the tenant's own system.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Lines of a cart that could not be taken over.</summary>
    public int LeftOut { get; init; }

    /// <summary>Why it was cancelled.</summary>
    public string? Reason { get; init; }

    /// <summary>What brought it about.</summary>
    public Origin Origin { get; init; } = new(OriginKind.User);

    /// <summary>Its newest changes.</summary>
    public ImmutableArray<HistoryEntry> History { get; init; } = [];

    /// <summary>When it came to be.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Whether anybody has heard of it.</summary>
    public bool Exists => Sequence > 0;

    /// <summary>The state after one more event.</summary>
    public Order Apply(OrderEvent? @event)
    {
        var next = this with { Sequence = Sequence + 1 };
        return @event switch
        {
            OrderCreated e => next with
            {
                Contact = e.Contact, Conversation = e.Conversation, Currency = e.Currency, Lines = [.. e.Lines], State = e.State,
                Notes = e.Notes, ExternalId = e.ExternalId, LeftOut = e.LeftOut, Origin = e.Origin, CreatedAt = e.At, ChangedAt = e.At,
            },
            OrderChanged e => next.Apply(e),
            OrderStateChanged e => next with
            {
                State = e.State, Reason = e.Reason, ChangedAt = e.At,
                History = History.With(new HistoryEntry(e.At, e.By, [], Histories.NameOf(e.State))),
            },
            _ => next,
        };
    }

    private Order Apply(OrderChanged e)
    {
        var fields = Histories.Fields(
            ("lines", e.Lines is not null), ("currency", e.Currency is not null), ("notes", e.Notes is not null),
            ("externalId", e.ExternalId is not null));
        return fields.Count == 0 ? this : this with
        {
            Lines = e.Lines is { } lines ? [.. lines] : Lines,
            Currency = e.Currency ?? Currency,
            Notes = e.Notes.Over(Notes),
            ExternalId = e.ExternalId.Over(ExternalId),
            ChangedAt = e.At,
            History = History.With(new HistoryEntry(e.At, e.By, fields)),
        };
    }

    /// <summary>What its tenant is shown.</summary>
    public OrderView View(OrderId id) => new()
    {
        Id = id,
        ContactId = Contact,
        ConversationId = Conversation,
        State = State,
        Currency = Currency,
        MinorDigits = Orders.Currency.Find(Currency)?.MinorDigits,
        Lines = [.. Lines.Select(l => new OrderLineView(l.Name, l.Sku, l.Quantity, l.UnitAmount, OrderRules.Amount(l)))],
        Total = OrderRules.Total(Lines) ?? throw new InvalidOperationException("An order was stored that comes to more than an order may."),
        Notes = Notes,
        ExternalId = ExternalId,
        LeftOut = LeftOut,
        Reason = Reason,
        Origin = Origin,
        History = History,
        CreatedAt = CreatedAt,
        ChangedAt = ChangedAt,
    };

    /// <summary>Says how far it is only.</summary>
    public override string ToString() => $"Order({Sequence}, {State})";
}
