using Athera.Messages;
using Athera.Sourcing;

namespace Athera.Orders;

/// <summary>Decides what becomes of an order.</summary>
public static class OrderDecisions
{
    private static readonly Refusal Fixed = new(
        RefusalKind.Conflict, "order_fixed", "What is ordered can be changed only while the order is a draft or placed.");

    /// <summary>Creates it, unless it is there already.</summary>
    /// <param name="order">What there is.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="contact">Whose it is.</param>
    /// <param name="at">When.</param>
    public static Decision<OrderEvent> Create(Order order, CreateOrder command, ContactId contact, DateTimeOffset at)
    {
        if (order.Exists)
            return Decision<OrderEvent>.Nothing;
        if (OrderRules.Check(command) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        return new OrderCreated
        {
            Contact = contact,
            Conversation = command.Conversation,
            Currency = command.Currency,
            Lines = command.Lines,
            State = command.State,
            Notes = string.IsNullOrEmpty(command.Notes) ? null : command.Notes,
            ExternalId = command.ExternalId,
            LeftOut = command.LeftOut,
            Origin = command.Origin,
            At = at,
        };
    }

    /// <summary>Changes it.</summary>
    /// <param name="order">What there is.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="at">When.</param>
    public static Decision<OrderEvent> Change(Order order, ChangeOrder command, DateTimeOffset at)
    {
        if (!order.Exists || (command.Of is { } contact && contact != order.Contact))
            return Refusal.NotFound;
        if (OrderRules.Check(command) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        var news = News(order, command, at);
        var moves = command.State is { } state && state != order.State;
        if (Forbids(order, command, news, moves) is { } refusal)
            return refusal;
        var after = order.Apply(news);
        if (OrderRules.Check(command.State ?? order.State, after.Currency, after.Lines) is { Count: > 0 } wrong)
            return Refusal.Invalid(wrong);
        List<OrderEvent> events = [];
        if (Says(news) || (command.Key is not null && !moves))
            events.Add(news);
        if (moves)
            events.Add(new OrderStateChanged(command.State!.Value, command.Reason, command.By, at, command.Key));
        return new Decision<OrderEvent>(events);
    }

    private static Refusal? Forbids(Order order, ChangeOrder command, OrderChanged news, bool moves)
    {
        var open = order.State is OrderState.Draft or OrderState.Placed;
        if (news.Currency is not null && command.Lines is null && !order.Lines.IsEmpty)
            return Refusal.Invalid("currency", "changes only together with the lines, whose amounts are in it");
        if (!open && (news.Lines is not null || news.Currency is not null))
            return Fixed;
        if (command.By.Kind != AuthorKind.User && Says(news)
            && (!open || news.ExternalId is not null || command.By.Kind != AuthorKind.Agent))
            return OrderRules.NeedsUser;
        return moves ? OrderRules.Check(order.State, command.State!.Value, command.By.Kind) : null;
    }

    // Only what differs from what is so already.
    private static OrderChanged News(Order order, ChangeOrder command, DateTimeOffset at) => new()
    {
        Lines = command.Lines is { } lines && !lines.SequenceEqual(order.Lines) ? lines : null,
        Currency = command.Currency == order.Currency ? null : command.Currency,
        Notes = command.Notes == (order.Notes ?? "") ? null : command.Notes,
        ExternalId = command.ExternalId == (order.ExternalId ?? "") ? null : command.ExternalId,
        By = command.By,
        At = at,
        Key = command.Key,
    };

    private static bool Says(OrderChanged news) =>
        news.Lines is not null || news.Currency is not null || news.Notes is not null || news.ExternalId is not null;
}
