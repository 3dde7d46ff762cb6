using System.Buffers;

namespace Athera.Lab.Twilio;

/// <summary>How many segments a text is billed as.</summary>
internal static class SmsSegments
{
    private static readonly SearchValues<char> Basic = SearchValues.Create(
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
        + "abcdefghijklmnopqrstuvwxyzäöñüà");

    private static readonly SearchValues<char> Extended = SearchValues.Create("^{}\\[~]|€\f");

    /// <summary>
    /// GSM-7 holds 160 units alone and 153 in each joined part, some characters count two. One other character makes the
    /// whole text UCS-2: 70 and 67 UTF-16 units.
    /// </summary>
    public static int Count(string text)
    {
        var units = 0;
        foreach (var character in text)
        {
            if (Basic.Contains(character)) units++;
            else if (Extended.Contains(character)) units += 2;
            else return Parts(text.Length, 70, 67);
        }

        return Parts(units, 160, 153);
    }

    private static int Parts(int units, int alone, int joined) => units <= alone ? 1 : (units + joined - 1) / joined;
}
