using System.Collections.Frozen;
using System.Text;

namespace Athera.Knowledge.Searching;

/// <summary>Letters without their accents: people leave them out when they ask, and some keyboards do.</summary>
internal static class Folding
{
    private static readonly FrozenDictionary<int, string> Plain = new (string To, string From)[]
    {
        ("a", "àáâãäåāăąǎ"), ("c", "çćĉċč"), ("d", "ďđ"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"),
        ("h", "ĥħ"), ("i", "ìíîïĩīĭįıǐ"),
        ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŉ"), ("o", "òóôõöøōŏőơǒ"),
        ("r", "ŕŗř"), ("s", "śŝşšș"), ("t", "ţťŧț"),
        ("u", "ùúûüũūŭůűųưǔ"), ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"), ("ss", "ß"), ("ae", "æ"), ("oe", "œ"), ("th", "þ"),
        ("α", "ά"), ("ε", "έ"), ("η", "ή"), ("ι", "ίϊΐ"), ("ο", "ό"), ("υ", "ύϋΰ"), ("ω", "ώ"), ("е", "ё"),
    }.SelectMany(group => group.From.EnumerateRunes(), (group, from) => (from.Value, group.To)).ToFrozenDictionary(f => f.Value, f => f.To);

    public static void Append(StringBuilder word, Rune letter)
    {
        if (Plain.TryGetValue(letter.Value, out var plain))
            word.Append(plain);
        else
            word.Append(letter.ToString());
    }
}
