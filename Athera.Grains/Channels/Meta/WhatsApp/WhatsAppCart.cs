using System.Globalization;
using System.Text.Json;
using Athera.Messages;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>Reads a cart. Prices are decimal, as written: a binary fraction would make cents of them.</summary>
internal static class WhatsAppCart
{
    private const int LongestProduct = 256, LongestCurrency = 8;

    /// <summary>The content, or <see langword="null"/> if there is no cart. One with a line that cannot be read is also kept whole.</summary>
    public static MessageContent? Read(JsonElement message, JsonElement order)
    {
        if (order.ValueKind != JsonValueKind.Object)
            return null;
        var items = order.Member("product_items"u8);
        var lines = new List<CartLine>();
        var whole = items.ValueKind != JsonValueKind.Array || items.GetArrayLength() > Cart.MaxLines;
        if (items.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in items.EnumerateArray().Take(Cart.MaxLines))
            {
                if (Line(item) is { } line)
                    lines.Add(line);
                else
                    whole = true;
            }
        }
        var text = order.Member("text"u8).Text();
        var content = whole
            ? WhatsAppContent.Whole(MessageKind.Order, message, text)
            : WhatsAppContent.Fitting(MessageKind.Order, message, text);
        return content with { Cart = new Cart { Catalog = order.Member("catalog_id"u8).Id(), Lines = lines } };
    }

    private static CartLine? Line(JsonElement item) =>
        item.Member("product_retailer_id"u8).Id() is { Length: <= LongestProduct } product && Number(item.Member("quantity"u8)) is { } quantity
            ? new CartLine(
                product, quantity, Number(item.Member("item_price"u8)),
                item.Member("currency"u8).Text() is { Length: <= LongestCurrency } currency ? currency : null)
            : null;

    private static decimal? Number(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Number)
            return element.TryGetDecimal(out var number) ? number : null;
        return decimal.TryParse(element.Text(), NumberStyles.Number, CultureInfo.InvariantCulture, out var written) ? written : null;
    }
}
