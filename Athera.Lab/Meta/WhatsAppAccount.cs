namespace Athera.Lab.Meta;

/// <summary>A business phone number at the fake Meta, with the app that gets its webhooks.</summary>
public sealed record WhatsAppAccount
{
    /// <summary>Meta's id of the number; webhooks are routed by it.</summary>
    public required string PhoneNumberId { get; init; }

    /// <summary>The number as digits, for display only.</summary>
    public required string DisplayPhoneNumber { get; init; }

    /// <summary>The WhatsApp business account it belongs to.</summary>
    public required string BusinessAccountId { get; init; }

    /// <summary>Signs the webhooks.</summary>
    public required string AppSecret { get; init; }

    /// <summary>The callback configured at Meta.</summary>
    public required Uri WebhookUrl { get; init; }

    /// <summary>The only bearer token that may send; null accepts any.</summary>
    public string? AccessToken { get; init; }
}
