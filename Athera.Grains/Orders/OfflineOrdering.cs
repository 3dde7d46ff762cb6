using System.Globalization;
using System.Text.RegularExpressions;
using Athera.Turns.Models.Offline;

namespace Athera.Orders;

/// <summary>
/// The offline model takes an order for one kind of thing whose price stands in its instructions, as a line such as
/// <c>price of Margherita: 9.50 EUR</c>.
/// </summary>
internal sealed partial class OfflineOrdering : IOfflineSkill
{
    private const long HighestPrice = 1_000_000_000;

    /// <inheritdoc/>
    public string Tool => "create_order";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, object?>? Wants(string message, string instructions)
    {
        var wish = WishPattern().Match(message);
        if (!wish.Success)
            return null;
        var price = PricePattern().Matches(instructions)
            .FirstOrDefault(p => wish.Groups["what"].Value.Contains(p.Groups["name"].Value.Trim(), StringComparison.OrdinalIgnoreCase));
        if (price is null || Currency.Find(price.Groups["currency"].Value) is not { } currency
            || currency.MinorUnits(decimal.Parse(price.Groups["amount"].Value, CultureInfo.InvariantCulture), HighestPrice) is not { } amount)
            return null;
        return new Dictionary<string, object?>
        {
            ["currency"] = currency.Code,
            ["state"] = "placed",
            ["lines"] = new[]
            {
                new Dictionary<string, object?>
                {
                    ["name"] = price.Groups["name"].Value.Trim(),
                    ["quantity"] = wish.Groups["count"].Success ? int.Parse(wish.Groups["count"].Value, CultureInfo.InvariantCulture) : 1,
                    ["unitAmount"] = amount,
                },
            },
        };
    }

    /// <inheritdoc/>
    public string? Tells(string message, string outcome) => outcome.StartsWith('{')
        ? "Thank you, your order is placed. A colleague confirms it."
        : "I have passed your order to a colleague, who has to confirm it first. You will hear from us.";

    [GeneratedRegex(@"\b(?:order|buy|bestellen|bestelle)\b[\s:]*(?:(?<count>[1-9]\d{0,2})\s*[x×]?\s+)?(?<what>.{2,200})", RegexOptions.IgnoreCase)]
    private static partial Regex WishPattern();

    [GeneratedRegex(@"^price of (?<name>[^:\r\n]{1,100}):\s*(?<amount>\d{1,7}(?:\.\d{1,3})?)\s*(?<currency>[A-Z]{3})\s*$", RegexOptions.Multiline)]
    private static partial Regex PricePattern();
}
