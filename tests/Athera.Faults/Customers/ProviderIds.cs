using System.Globalization;
using System.Security.Cryptography;

namespace Athera.FaultRuns.Customers;

/// <summary>
/// The ids providers give to messages, made so that they can be read back: the tester needs no table of a million ids. What follows
/// the readable part scatters them like the real ones.
/// </summary>
internal static class ProviderIds
{
    private const string MetaIn = "wamid.m:", MetaOut = "wamid.out:";

    /// <summary>The id of a customer's message.</summary>
    public static string Of(Nonce nonce, bool twilio) => twilio
        ? string.Create(CultureInfo.InvariantCulture, $"SM{nonce.Conversation:x8}{nonce.Number:x8}{Scatter(nonce.Conversation, nonce.Number)}")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{MetaIn}{nonce.Conversation}:{nonce.Number}:{Scatter(nonce.Conversation, nonce.Number)}");

    /// <summary>The id of a message the provider took.</summary>
    /// <param name="take">Which one, counted over all accounts.</param>
    /// <param name="twilio">Whose.</param>
    public static string OfTake(long take, bool twilio) => twilio
        ? string.Create(CultureInfo.InvariantCulture, $"SMffffffff{take:x8}{Scatter(-1, take)}")
        : string.Create(CultureInfo.InvariantCulture, $"{MetaOut}{take}:{Scatter(-1, take)}");

    /// <summary>The customer's message an id was given to, or <see langword="null"/>.</summary>
    public static Nonce? Read(string? id)
    {
        if (id is { Length: 34 } && id.StartsWith("SM", StringComparison.Ordinal))
            return int.TryParse(id.AsSpan(2, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var conversation)
                && int.TryParse(id.AsSpan(10, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number)
                && conversation >= 0
                ? new Nonce(conversation, number)
                : null;
        return id?.StartsWith(MetaIn, StringComparison.Ordinal) == true && Nonce.Read(id) is [var nonce] ? nonce : null;
    }

    /// <summary>Which message taken an id was given to, or -1.</summary>
    public static long ReadTake(string? id)
    {
        if (id is { Length: 34 } && id.StartsWith("SMffffffff", StringComparison.Ordinal))
            return long.TryParse(id.AsSpan(10, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var take) ? take : -1;
        if (id?.StartsWith(MetaOut, StringComparison.Ordinal) != true)
            return -1;
        var number = id.AsSpan(MetaOut.Length);
        return long.TryParse(number[..number.IndexOf(':')], NumberStyles.None, CultureInfo.InvariantCulture, out var taken) ? taken : -1;
    }

    private static string Scatter(int conversation, long number)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> named = stackalloc byte[12];
        BitConverter.TryWriteBytes(named, conversation);
        BitConverter.TryWriteBytes(named[4..], number);
        SHA256.HashData(named, hash);
        return Convert.ToHexStringLower(hash[..8]);
    }
}
