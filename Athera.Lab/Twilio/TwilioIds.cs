using System.Security.Cryptography;

namespace Athera.Lab.Twilio;

/// <summary>Ids as Twilio makes them.</summary>
public static class TwilioIds
{
    /// <summary>A fresh message SID: <c>SM</c>, or <c>MM</c> with media, and 32 hex digits.</summary>
    public static string Message(bool hasMedia = false) => $"{(hasMedia ? "MM" : "SM")}{Hex()}";

    internal static string Hex() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
