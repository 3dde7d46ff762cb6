using Athera.Messages;

namespace Athera.Orders;

/// <summary>Makes an order of a cart that a contact sent.</summary>
public static class CatalogueOrder
{
    /// <summary>
    /// The order. A line that cannot be taken over exactly - no price, a fraction of a piece or of a minor unit, another currency than
    /// the first, beyond a limit - is left out and counted, and the order is then a draft: a person has to complete it. Nothing is rounded.
    /// </summary>
    /// <param name="content">What the message says; it has a cart.</param>
    /// <param name="contact">Who sent it.</param>
    /// <param name="message">The message.</param>
    public static CreateOrder Of(MessageContent content, ContactId contact, MessageId message)
    {
        var cart = content.Cart!;
        var currency = cart.Lines.Select(l => Currency.Find(l.Currency?.ToUpperInvariant())).FirstOrDefault(c => c is not null);
        var lines = new List<OrderLine>(cart.Lines.Count);
        Int128 total = 0;
        foreach (var item in cart.Lines)
        {
            if (currency is null || lines.Count == OrderLimits.Lines || Line(item, currency) is not { } line
                || total + OrderRules.Amount(line) > OrderLimits.Total)
                continue;
            total += OrderRules.Amount(line);
            lines.Add(line);
        }
        var leftOut = cart.Lines.Count - lines.Count;
        // A cart of which a line could not even be read was kept as it came, too.
        var whole = leftOut == 0 && lines.Count > 0 && content.Raw is null;
        return new CreateOrder
        {
            Contact = contact,
            Conversation = message.Conversation,
            Currency = currency?.Code,
            Lines = lines,
            State = whole ? OrderState.Placed : OrderState.Draft,
            Notes = content.Text is { } text ? Channels.TextLimit.Cut(text, OrderLimits.Notes) : null,
            LeftOut = leftOut,
            Origin = new Origin(OriginKind.Catalogue, Message: message),
        };
    }

    private static OrderLine? Line(CartLine item, Currency currency)
    {
        if (string.IsNullOrWhiteSpace(item.Product) || item.Product.Length > OrderLimits.Name)
            return null;
        if (item.Quantity is < 1 or > OrderLimits.Quantity || !decimal.IsInteger(item.Quantity))
            return null;
        if (item.Price is not { } price || !string.Equals(item.Currency, currency.Code, StringComparison.OrdinalIgnoreCase))
            return null;
        return currency.MinorUnits(price, OrderLimits.UnitAmount) is { } unit
            ? new OrderLine(item.Product, (int)item.Quantity, unit, item.Product)
            : null;
    }
}
