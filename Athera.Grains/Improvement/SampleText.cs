using System.Text.RegularExpressions;
using Athera.Contacts;

namespace Athera.Improvement;

/// <summary>
/// Takes out of a text what tells who wrote it, as far as that can be told by its form or is known of the contact. It makes a sample say
/// less; that a sample may be given out at all rests on the contact's word alone.
/// </summary>
internal static partial class SampleText
{
    private const string Mail = "[mail]", Link = "[link]", Number = "[number]", Name = "[name]";

    /// <summary>Shorter words of a name are words of many sentences too.</summary>
    private const int ShortestName = 3;

    /// <summary>The text without them.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="of">Who it was said to or by.</param>
    public static string Masked(string text, Contact of)
    {
        text = Links().Replace(Mails().Replace(text, Mail), Link);
        text = Numbers().Replace(text, Number);
        foreach (var known in Words(of).OrderByDescending(w => w.Length))
            text = text.Replace(known, Name, StringComparison.OrdinalIgnoreCase);
        return text;
    }

    private static IEnumerable<string> Words(Contact of) =>
        (of.Name?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []).Concat(of.Addresses.Select(a => a.Value))
            .Concat(of.Attributes.Values)
            .Where(word => word.Length >= ShortestName);

    [GeneratedRegex(@"[^\s@]{1,64}@[^\s@]{1,255}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mails();

    [GeneratedRegex(@"(https?://|www\.)\S+", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();

    // Telephones, cards, accounts and the numbers of customers and orders, however they are grouped.
    [GeneratedRegex(@"\+?\d(?:[\s./()-]{0,2}\d){4,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();
}
