namespace Athera.FaultRuns.Worlds;

/// <summary>A tenant as it was created over the API, with what its providers know of it.</summary>
/// <param name="Number">Which of the cast.</param>
/// <param name="ApiKey">Its key.</param>
internal sealed record Tenant(int Number, string ApiKey)
{
    /// <summary>Signs the webhooks of all numbers on the shared Meta app.</summary>
    public const string AppSecret = "fault-run-app-secret";

    /// <summary>Where Athera is reached, by its own belief.</summary>
    public const string PublicUrl = "http://athera.example";

    private const long FirstPhone = 400_000_000_000_000;

    /// <summary>Meta's id of its number.</summary>
    public string PhoneNumberId => $"{FirstPhone + Number}";

    /// <summary>What may send for its number.</summary>
    public string AccessToken => $"token-{Number}";

    /// <summary>Its Twilio account.</summary>
    public string AccountSid => $"AC{Number:x32}";

    /// <summary>Authenticates calls and signs webhooks.</summary>
    public string AuthToken => $"auth-{Number}";

    /// <summary>The number texts come to.</summary>
    public string SmsNumber => $"+1202555{Number:0000}";

    /// <summary>Athera's id of its Twilio channel, a part of the address its webhooks go to.</summary>
    public string TwilioChannel { get; init; } = "";

    /// <summary>Which tenant a number at Meta belongs to; -1 for a stranger's.</summary>
    public static int OfPhone(ReadOnlySpan<char> phoneNumberId) =>
        long.TryParse(phoneNumberId, out var id) && id >= FirstPhone ? (int)(id - FirstPhone) : -1;

    /// <summary>Which tenant a Twilio account belongs to; -1 for a stranger's.</summary>
    public static int OfSid(ReadOnlySpan<char> accountSid) =>
        accountSid.Length == 34 && int.TryParse(accountSid[26..], System.Globalization.NumberStyles.HexNumber, null, out var id) ? id : -1;
}
