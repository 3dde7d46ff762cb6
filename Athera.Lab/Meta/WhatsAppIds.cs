using System.Security.Cryptography;

namespace Athera.Lab.Meta;

/// <summary>Ids as Meta makes them.</summary>
public static class WhatsAppIds
{
    private const string TraceLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

    /// <summary>A fresh message id: opaque, unique, case-sensitive, with characters that need escaping in a URL.</summary>
    public static string Message() => $"wamid.{Convert.ToBase64String(RandomNumberGenerator.GetBytes(33))}";

    /// <summary>A fresh id of a file: digits.</summary>
    public static string Media() => RandomNumberGenerator.GetString("0123456789", 16);

    internal static string Trace() => $"A{RandomNumberGenerator.GetString(TraceLetters, 22)}";

    /// <summary>Whether an address is a business-scoped user id: two letters of a country, a dot, the id.</summary>
    internal static bool IsUserId(string address) =>
        address.Length > 3 && char.IsAsciiLetterUpper(address[0]) && char.IsAsciiLetterUpper(address[1]) && address[2] == '.';
}
