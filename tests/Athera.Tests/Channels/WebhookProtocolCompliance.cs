using System.Text;
using Athera.Channels;
using Athera.Contacts;
using Athera.Messages;
using CsCheck;
using Xunit;

namespace Athera.Tests.Channels;

/// <summary>What every member of the family of webhook protocols holds to; a member's test class inherits it.</summary>
public abstract class WebhookProtocolCompliance
{
    private static readonly HashSet<string> Reasons =
        [.. typeof(UnreadableReasons).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

    protected abstract IWebhookProtocol Protocol { get; }

    protected abstract string Secret { get; }

    /// <summary>Webhooks whose signatures were made by somebody else, so that a mistake here cannot hide one there.</summary>
    protected abstract IReadOnlyList<WebhookRequest> Recorded { get; }

    /// <summary>Lower-case name of the header that holds the signature.</summary>
    protected abstract string SignatureHeader { get; }

    /// <summary>The body broken in the way the protocol writes bodies.</summary>
    protected abstract byte[] DamageParts(byte[] body, int number);

    /// <summary>Whether two bodies are one to the signature: then it proves both.</summary>
    protected virtual bool SaysTheSame(byte[] one, byte[] other) => one.AsSpan().SequenceEqual(other);

    protected virtual ProofContext Context(params string[] secrets) => new(secrets, ChannelHost.PublicUrl);

    [Fact]
    public void A_webhook_signed_by_the_provider_is_proven() =>
        Assert.All(Recorded, request => Assert.True(Protocol.Proves(request, Context(Secret))));

    [Fact]
    public void While_a_secret_is_changed_either_proves() => Assert.All(Recorded, request =>
    {
        Assert.True(Protocol.Proves(request, Context("other", Secret)));
        Assert.True(Protocol.Proves(request, Context(Secret, "other")));
    });

    [Fact]
    public void Another_secret_proves_nothing() => Assert.All(Recorded, request =>
    {
        Assert.False(Protocol.Proves(request, Context("other")));
        Assert.False(Protocol.Proves(request, Context(Secret.ToUpperInvariant() + "x")));
    });

    [Fact]
    public void Without_a_secret_everything_is_refused() => Assert.All(Recorded, request =>
    {
        Assert.False(Protocol.Proves(request, Context()));
        Assert.False(Protocol.Proves(request, Context("")));
        Assert.False(Protocol.Proves(request, Context(" ")));
    });

    [Fact]
    public void Without_a_signature_everything_is_refused() => Assert.All(Recorded, request =>
    {
        Assert.False(Protocol.Proves(WithSignature(request, null), Context(Secret)));
        Assert.False(Protocol.Proves(WithSignature(request, ""), Context(Secret)));
        Assert.False(Protocol.Proves(WithSignature(request, "sha256="), Context(Secret)));
        Assert.False(Protocol.Proves(WithSignature(request, new string('0', 100_000)), Context(Secret)));
    });

    [Fact]
    public void One_bit_of_the_body_breaks_the_signature() => Gen.Select(Gen.OneOfConst([.. Recorded]), Gen.Int[0, int.MaxValue])
        .Sample((request, number) =>
        {
            var body = request.Body.ToArray();
            body[number / 8 % body.Length] ^= (byte)(1 << number % 8);
            return Protocol.Proves(request with { Body = body }, Context(Secret)) == SaysTheSame(request.Body.ToArray(), body);
        }, iter: 2000);

    [Fact]
    public void One_character_of_the_signature_breaks_it() => Gen
        .Select(Gen.OneOfConst([.. Recorded]), Gen.Int[0, 1000], Gen.Char[' ', '~'])
        .Sample((request, number, letter) =>
        {
            var signature = request.Headers[SignatureHeader].ToCharArray();
            var at = number % signature.Length;
            var same = char.ToLowerInvariant(signature[at]) == char.ToLowerInvariant(letter);
            signature[at] = letter;
            return same || !Protocol.Proves(WithSignature(request, new string(signature)), Context(Secret));
        }, iter: 2000);

    [Fact]
    public void A_repeated_webhook_reads_as_the_same_messages() => Assert.All(Recorded, request =>
        Assert.Equal(Ids(Protocol.Read(request)), Ids(Protocol.Read(request with { Body = request.Body.ToArray() }))));

    [Fact]
    public void Every_recorded_webhook_reads_as_something() => Assert.All(Recorded, request =>
    {
        var elements = Protocol.Read(request).Elements;
        Assert.NotEmpty(elements);
        Assert.All(elements, element => AssertSound(request, element));
    });

    [Fact]
    public void No_damaged_bytes_make_it_throw() => Gen.Select(Gen.OneOfConst([.. Recorded]), Gen.Int[0, int.MaxValue])
        .Sample((request, number) => AssertSound(request with { Body = Damage.Bytes(request.Body.ToArray(), number) }), iter: 10_000);

    [Fact]
    public void No_missing_or_strange_part_makes_it_throw() => Gen.Select(Gen.OneOfConst([.. Recorded]), Gen.Int[0, int.MaxValue])
        .Sample((request, number) => AssertSound(request with { Body = DamageParts(request.Body.ToArray(), number) }), iter: 10_000);

    [Fact]
    public void No_bytes_at_all_make_it_throw() => Gen.Byte.Array[0, 300]
        .Sample(bytes =>
        {
            var request = Recorded[0] with { Body = bytes };
            Protocol.Proves(request, Context(Secret));
            AssertSound(request);
        }, iter: 2000);

    [Fact]
    public void No_target_makes_it_throw() => Gen.Char[' ', '~'].Array[0, 60]
        .Sample(letters =>
        {
            var request = Recorded[0] with { Target = "/" + new string(letters) };
            Protocol.Proves(request, Context(Secret));
            Protocol.Handshake(request with { Method = "GET" }, ["token"]);
            AssertSound(request);
        }, iter: 2000);

    private void AssertSound(WebhookRequest request) =>
        Assert.All(Protocol.Read(request).Elements, element => AssertSound(request, element));

    private void AssertSound(WebhookRequest request, WebhookElement element)
    {
        switch (element)
        {
            case ReceivedElement { Message: var message }:
                Assert.NotNull(element.ProviderAccountId);
                Assert.InRange(message.ExternalId.Length, 1, InboundMessage.MaxExternalIdLength);
                Assert.InRange(message.ReplyTo?.Length ?? 1, 1, InboundMessage.MaxExternalIdLength);
                Assert.InRange(message.Name?.Length ?? 0, 0, InboundMessage.MaxNameLength);
                Assert.NotEmpty(message.From);
                Assert.All(message.From, address => Assert.InRange(address.Value.Length, 1, Address.MaxLength));
                AssertSound(message.Content);
                AssertWhole(message.Name);
                break;
            case NoticeElement { Notice: var notice }:
                Assert.NotNull(element.ProviderAccountId);
                Assert.InRange(notice.ExternalId.Length, 1, InboundMessage.MaxExternalIdLength);
                Assert.NotEmpty(notice.Contact);
                Assert.All(notice.Contact, address => Assert.InRange(address.Value.Length, 1, Address.MaxLength));
                AssertSound(notice);
                break;
            case ReceiptElement { Receipt: var receipt }:
                Assert.NotNull(element.ProviderAccountId);
                Assert.InRange(receipt.ExternalId.Length, 1, InboundMessage.MaxExternalIdLength);
                Assert.InRange(receipt.State, MessageState.Sent, MessageState.Failed);
                Assert.Equal(receipt.State == MessageState.Failed, receipt.Fault is not null);
                break;
            case UnreadableElement unreadable:
                Assert.Contains(unreadable.Reason, Reasons);
                AssertReadsAlone(request, unreadable);
                break;
        }
    }

    private static void AssertSound(ContactNotice notice)
    {
        switch (notice)
        {
            case EchoNotice echo:
                AssertSound(echo.Content);
                break;
            case EditNotice edit:
                AssertSound(edit.Content);
                AssertId(edit.Target);
                break;
            case DeletionNotice deletion:
                AssertId(deletion.Target);
                break;
            case ReactionNotice reaction:
                AssertId(reaction.Target);
                AssertWhole(reaction.Emoji);
                Assert.InRange(reaction.Emoji?.Length ?? 1, 1, Reaction.MaxLength);
                break;
            case WatermarkNotice watermark:
                Assert.InRange(watermark.State, MessageState.Delivered, MessageState.Read);
                Assert.True(watermark.UpTo is not null || watermark.Target is not null);
                break;
        }
    }

    private static void AssertId(string id) => Assert.InRange(id.Length, 1, InboundMessage.MaxExternalIdLength);

    private static void AssertSound(MessageContent content)
    {
        Assert.InRange(content.Text?.Length ?? 0, 0, MessageContent.MaxTextLength);
        Assert.True(content.Kind != MessageKind.Unsupported || content.Raw is not null);
        AssertWhole(content.Text);
        AssertWhole(content.Payload);
        Assert.InRange(content.Media.Count, 0, MediaPart.MaxParts);
        Assert.All(content.Media, file => Assert.InRange((file.ExternalId ?? file.Url ?? "").Length, 0, MediaPart.MaxLength));
        Assert.InRange(content.Place?.Latitude ?? 0, -90, 90);
        Assert.InRange(content.Place?.Longitude ?? 0, -180, 180);
        Assert.InRange(content.Cards.Count, 0, ContactCard.MaxCards);
        Assert.InRange(content.Cart?.Lines.Count ?? 0, 0, Cart.MaxLines);
    }

    // What the quarantine holds can be tried again as it is.
    private void AssertReadsAlone(WebhookRequest request, UnreadableElement unreadable)
    {
        var again = Assert.IsType<UnreadableElement>(Assert.Single(Protocol.Read(request with { Body = unreadable.Raw }).Elements));
        Assert.Equal(unreadable.ProviderAccountId, again.ProviderAccountId);
        Assert.Equal(unreadable.Reason, again.Reason);
        Assert.True(unreadable.Raw.Span.SequenceEqual(again.Raw.Span));
    }

    // Half a surrogate pair would be lost in the first encoding it meets.
    private static void AssertWhole(string? text) =>
        Assert.Equal(text, text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));

    private static List<string?> Ids(WebhookContent content) => [.. content.Elements.Select(element => element switch
    {
        ReceivedElement received => received.Message.ExternalId,
        ReceiptElement receipt => $"{receipt.Receipt.ExternalId} {receipt.Receipt.State}",
        NoticeElement notice => notice.Notice.ExternalId,
        _ => element.ProviderAccountId,
    })];

    private WebhookRequest WithSignature(WebhookRequest request, string? signature)
    {
        var headers = request.Headers.Where(header => header.Key != SignatureHeader).ToDictionary();
        if (signature is not null)
            headers[SignatureHeader] = signature;
        return request with { Headers = headers };
    }
}
