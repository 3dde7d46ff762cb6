using System.Text.Json.Nodes;
using Athera.Channels;
using Athera.Contacts;
using Xunit;

namespace Athera.Tests.Channels.Meta.Messaging;

/// <summary>What webhooks of Instagram and Messenger are read as.</summary>
public abstract class MessagingReading
{
    protected const string Account = "instagram:17841400000000301", Page = "messenger:500000000000401";

    protected static readonly Address Customer = new(AddressKind.InstagramScopedId, "9000000000000501");

    protected static readonly Address PageCustomer = new(AddressKind.PageScopedId, "9100000000000601");

    protected static readonly IWebhookProtocol Protocol = ChannelHost.Protocol("meta");

    protected static InboundMessage Message(string file) => Only<ReceivedElement>(MetaRequests.Recorded(file)).Message;

    protected static T Notice<T>(string file) where T : ContactNotice
    {
        var notice = Assert.IsType<T>(Only<NoticeElement>(MetaRequests.Recorded(file)).Notice);
        Assert.Equal([Customer], notice.Contact);
        return notice;
    }

    protected static T Only<T>(WebhookRequest request, string account = Account) where T : WebhookElement
    {
        var element = Assert.IsType<T>(Assert.Single(Protocol.Read(request).Elements));
        Assert.Equal(account, element.ProviderAccountId);
        return element;
    }

    protected static JsonNode Body(string file) => JsonNode.Parse(Fixture.Bytes($"meta/{file}"))!;

    protected static WebhookRequest Changed(string file, Action<JsonObject> change)
    {
        var body = Body(file);
        change(body["entry"]![0]!["messaging"]![0]!.AsObject());
        return MetaRequests.Post(body.ToJsonString());
    }
}
