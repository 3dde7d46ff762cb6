namespace Athera.Channels;

/// <summary>
/// How a provider's webhooks are proven and read. Pure: bytes and secrets in, verdict and content out; no clock, no storage, no
/// network. One provider may carry several channels.
/// </summary>
public interface IWebhookProtocol
{
    /// <summary>The provider's name in the route, such as <c>meta</c>.</summary>
    string Provider { get; }

    /// <summary>
    /// The answer to a request that asks whether the endpoint is ours, or <see langword="null"/> if this is not such a request.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="verifyTokens">The tokens that are right on this route; none means that nobody is.</param>
    WebhookReply? Handshake(WebhookRequest request, IReadOnlyList<string> verifyTokens);

    /// <summary>Checks the signature over the raw bytes, in fixed time. Without a secret everything is refused.</summary>
    /// <param name="request">The request.</param>
    /// <param name="context">The secrets and addresses the signature may have been made with.</param>
    bool Proves(WebhookRequest request, ProofContext context);

    /// <summary>Why a request that it does not prove is not proven, as far as that can be told.</summary>
    ProofFailure Explain(WebhookRequest request, ProofContext context) => ProofFailure.WrongSignature;

    /// <summary>
    /// Reads a proven request. Never throws: what cannot be read becomes an unreadable element, and its neighbours are read.
    /// </summary>
    WebhookContent Read(WebhookRequest request);

    /// <summary>
    /// A body that reads as one message or its receipts alone, cut out of a proven request: what is kept of it when its handling
    /// fails. By default the whole, for providers that send one at a time.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="externalId">The provider's id of the message.</param>
    ReadOnlyMemory<byte> Alone(WebhookRequest request, string externalId) => request.Body;

    /// <summary>The name of the account's setting that holds the secret its webhooks are signed with.</summary>
    string SecretField { get; }

    /// <summary>The name of the account's setting that holds its verify token, if the provider has such a thing.</summary>
    string? VerifyTokenField { get; }

    /// <summary>
    /// The name of the account's setting that holds its webhook address, for providers that sign the address and whose accounts
    /// may be reached at another one than the route's; <see langword="null"/> if there is no such thing.
    /// </summary>
    string? WebhookUrlField => null;

    /// <summary>The secrets of the route that accounts share: none if there is no such route or it is not set up.</summary>
    IReadOnlyList<string> SharedSecrets => [];

    /// <summary>The verify tokens of the route that accounts share: none if there is no such route or it is not set up.</summary>
    IReadOnlyList<string> SharedVerifyTokens => [];

    /// <summary>
    /// Whether one webhook may carry several accounts, of several tenants; then accounts are found by the provider's name for
    /// them, and one name belongs to one account only.
    /// </summary>
    bool CarriesManyAccounts { get; }

    /// <summary>
    /// Whether the provider delivers again, for hours, what was not answered with a 2xx. What another one sends during an outage is
    /// lost unless it is kept on this silo's disk.
    /// </summary>
    bool Redelivers => true;

    /// <summary>
    /// Whose message a proven request is, by the name the provider always gives this sender: webhooks of one sender keep their order,
    /// also through the spool. <see langword="null"/> if that cannot be told at a glance; such ones keep their order among themselves.
    /// </summary>
    string? SenderOf(WebhookRequest request) => null;

    /// <summary>What the provider is told when everything is durable.</summary>
    WebhookReply Accepted { get; }
}

/// <summary>Everything a webhook held, in its order.</summary>
/// <param name="Elements">Messages, receipts and what could not be read.</param>
public sealed record WebhookContent(IReadOnlyList<WebhookElement> Elements);

/// <summary>One thing a webhook held.</summary>
/// <param name="ProviderAccountId">The account it concerns, named as <see cref="IChannel.ProviderAccountId"/> does, if it could be read.</param>
public abstract record WebhookElement(string? ProviderAccountId);

/// <summary>A message.</summary>
/// <param name="ProviderAccountId">The account.</param>
/// <param name="Message">The message.</param>
public sealed record ReceivedElement(string ProviderAccountId, InboundMessage Message) : WebhookElement(ProviderAccountId);

/// <summary>A delivery receipt.</summary>
/// <param name="ProviderAccountId">The account.</param>
/// <param name="Receipt">The receipt.</param>
public sealed record ReceiptElement(string ProviderAccountId, DeliveryReceipt Receipt) : WebhookElement(ProviderAccountId);

/// <summary>Something else that happened in the thread with a contact.</summary>
/// <param name="ProviderAccountId">The account.</param>
/// <param name="Notice">What happened.</param>
public sealed record NoticeElement(string ProviderAccountId, ContactNotice Notice) : WebhookElement(ProviderAccountId);

/// <summary>
/// A provider tells of one of its templates. It names the business behind several accounts and none of them, so it is found by the
/// template's own id.
/// </summary>
/// <param name="ExternalId">The provider's id of the template.</param>
/// <param name="Update">What changed.</param>
public sealed record TemplateElement(string ExternalId, Templates.TemplateUpdate Update) : WebhookElement((string?)null);

/// <summary>Something that could not be read; it is kept, sealed, where the tenant's admin can see it.</summary>
/// <param name="ProviderAccountId">The account, if known.</param>
/// <param name="Reason">One of <see cref="UnreadableReasons"/>.</param>
/// <param name="Raw">
/// A body of its own that reads as this element alone: the element as it came, in as much of its surroundings as reading takes. So
/// it can be read again, by a release that understands more.
/// </param>
/// <param name="ExternalId">The provider's id of the message it is, where that could be read.</param>
public sealed record UnreadableElement(
    string? ProviderAccountId, string Reason, ReadOnlyMemory<byte> Raw, string? ExternalId = null)
    : WebhookElement(ProviderAccountId);

/// <summary>Why an element went to the quarantine.</summary>
public static class UnreadableReasons
{
    /// <summary>The body is not what the provider's content type says.</summary>
    public const string MalformedBody = "malformed_body";

    /// <summary>An object Athera does not know.</summary>
    public const string UnknownObject = "unknown_object";

    /// <summary>A field Athera does not know.</summary>
    public const string UnknownField = "unknown_field";

    /// <summary>A message type Athera does not know.</summary>
    public const string UnknownType = "unknown_type";

    /// <summary>Known, and of no effect in this release: kept until one reads it.</summary>
    public const string NotReadYet = "not_read_yet";

    /// <summary>An element larger, or more elements, than the provider is known to send.</summary>
    public const string TooLarge = "too_large";

    /// <summary>A known element without a part it cannot do without, or with one of the wrong type.</summary>
    public const string MalformedElement = "malformed_element";

    /// <summary>Read without fault, and yet its handling fails each time; its conversation may not be readable any more.</summary>
    public const string HandlingFailed = "handling_failed";

    /// <summary>Reading it fails in a way that no reader should.</summary>
    public const string ReaderFailed = "reader_failed";

    /// <summary>No piece of a webhook: a conversation cannot do what is due, since what is stored of it cannot be read.</summary>
    public const string ConversationUnreadable = "conversation_unreadable";

    /// <summary>No account of this provider has this name.</summary>
    public const string UnknownAccount = "unknown_account";

    /// <summary>The account of the route and the account of the body differ.</summary>
    public const string AccountMismatch = "account_mismatch";
}
