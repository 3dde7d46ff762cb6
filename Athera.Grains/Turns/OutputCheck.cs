using System.Text.RegularExpressions;
using Athera.Conversations;

namespace Athera.Turns;

/// <summary>
/// Looks at an answer before it is proposed: addresses and secrets that nobody gave to this conversation do not leave it. What the
/// tenant's instructions, the conversation's own lines or its tools have said may be said again; links may not, whoever said them
/// (<see cref="OutputLinks"/>).
/// </summary>
public static partial class OutputCheck
{
    /// <summary>Whether an answer may be proposed.</summary>
    public static bool Holds(TurnOrder order, IReadOnlyList<TurnStep> steps, string reply)
    {
        var plain = PlainText.Of(reply);
        return !SecretPattern().IsMatch(plain)
            && !TellsFence(order, plain)
            && !CardPattern().Matches(plain).Any(m => IsCard(Digits(m.Value)) && !Knows(order, steps, m.Value))
            && OutputLinks.Hold(order, plain)
            && EmailPattern().Matches(plain).All(m => Knows(order, steps, m.Value))
            && PhonePattern().Matches(plain).All(m => !IsPhone(m.Value) || KnowsNumber(order, steps, Digits(m.Value)));
    }

    // An answer that names the fence repeats word for word what only the model was told.
    private static bool TellsFence(TurnOrder order, string plain) =>
        order.Boundary.Length > 0 && plain.Contains(order.Boundary, StringComparison.OrdinalIgnoreCase);

    private static bool Knows(TurnOrder order, IReadOnlyList<TurnStep> steps, string text) =>
        Said(order, steps).Any(said => said.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static bool KnowsNumber(TurnOrder order, IReadOnlyList<TurnStep> steps, string digits) =>
        Said(order, steps).Any(said => Digits(said).Contains(digits, StringComparison.Ordinal));

    private static IEnumerable<string> Said(TurnOrder order, IReadOnlyList<TurnStep> steps) =>
        order.Lines.Select(l => l.Text)
            .Append(order.Profile.Instructions)
            .Concat(order.Addresses)
            .Concat(steps.SelectMany(s => s.Calls).Select(c => c.Outcome ?? ""))
            .Select(PlainText.Of);

    // A number with a sign of dialling, or as long as those with a country code are. A date is none.
    private static bool IsPhone(string text) =>
        Digits(text).Length is >= 8 and <= 15 && (text[0] is '+' or '0' or '(' || Digits(text).Length >= 10) && !DatePattern().IsMatch(text);

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    // Luhn's sum, which every card number keeps and one in ten other numbers does.
    private static bool IsCard(string digits)
    {
        if (digits.Length is < 13 or > 19)
            return false;
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit > 4 ? (2 * digit) - 9 : 2 * digit;
        }
        return sum % 10 == 0;
    }

    [GeneratedRegex(
        @"\b(sk-[A-Za-z0-9_-]{16,}|sk_(live|test)_[A-Za-z0-9]{10,}|AKIA[0-9A-Z]{12,}|AIza[0-9A-Za-z_-]{30,}|gh[pousr]_[A-Za-z0-9]{30,}"
        + @"|xox[abprs]-[A-Za-z0-9-]{10,}|eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}|athera_[A-Za-z0-9_-]{16,})|-----BEGIN [A-Z ]*PRIVATE KEY-----")]
    private static partial Regex SecretPattern();

    [GeneratedRegex(@"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")]
    private static partial Regex CardPattern();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,253}\.[A-Za-z]{2,24}")]
    private static partial Regex EmailPattern();

    [GeneratedRegex(@"(?<![\w-])\+?\(?\d(?:[ ().\/-]{0,2}\d){7,16}(?![\w-])")]
    private static partial Regex PhonePattern();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}|^\d{1,2}[./]\d{1,2}[./]\d{4}")]
    private static partial Regex DatePattern();
}
