namespace Athera.Channels.Twilio;

/// <summary>
/// Twilio's webhooks: one form each, to the route of one account. Twilio does not repeat an inbound message that was not taken, so
/// what can be read at all is read.
/// </summary>
internal sealed class TwilioWebhooks(TwilioAnswers answers) : IWebhookProtocol
{
    /// <summary>The provider's name.</summary>
    public const string ProviderName = "twilio";

    /// <summary>What follows the account in the route of status callbacks.</summary>
    public const string StatusTopic = "status";

    /// <summary>The query value of a status callback that carries our message id.</summary>
    public const string MessageParameter = "mid";

    public string Provider => ProviderName;

    public string SecretField => "authToken";

    public string? VerifyTokenField => null;

    public string? WebhookUrlField => "webhookUrl";

    public bool CarriesManyAccounts => false;

    // One retry by default, within seconds (docs: "Webhooks connection overrides").
    public bool Redelivers => false;

    public string? SenderOf(WebhookRequest request) => TwilioForm.Parse(request.Body.Span)?["From"u8];

    // A plain text here would be sent to the contact, and no body at all is logged as an error by some products.
    public WebhookReply Accepted { get; } = new(200, "text/xml", """<?xml version="1.0" encoding="UTF-8"?><Response/>""");

    public WebhookReply? Handshake(WebhookRequest request, IReadOnlyList<string> verifyTokens) => null;

    public bool Proves(WebhookRequest request, ProofContext context) => TwilioSignature.Proves(request, context);

    public ProofFailure Explain(WebhookRequest request, ProofContext context) => TwilioMistakes.Explain(request, context);

    public WebhookContent Read(WebhookRequest request)
    {
        if (!TwilioSignature.IsForm(request))
            return Unreadable(null, UnreadableReasons.MalformedBody, request);
        if (TwilioForm.Parse(request.Body.Span) is not { } form)
            return Unreadable(null, UnreadableReasons.TooLarge, request);
        var account = TwilioFields.Id(form["AccountSid"u8]) is { } sid ? TwilioChannel.AccountId(sid) : null;
        return request.Topic switch
        {
            // A messaging service can be set to send statuses to the inbound address as well.
            "" when form["MessageStatus"u8] is null or "received" => TwilioMessages.Read(request, form, account),
            "" or StatusTopic => TwilioStatuses.Read(request, form, account, answers),
            _ => Unreadable(account, UnreadableReasons.UnknownField, request),
        };
    }

    /// <summary>The whole request as one element that could not be read.</summary>
    public static WebhookContent Unreadable(string? account, string reason, WebhookRequest request, string? externalId = null) =>
        new([new UnreadableElement(account, reason, request.Body, externalId)]);
}
