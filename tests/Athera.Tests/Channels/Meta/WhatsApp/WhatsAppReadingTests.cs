using System.Text.Json;
using System.Text.Json.Nodes;
using Athera.Channels;
using Athera.Contacts;
using Athera.Messages;
using CsCheck;
using Xunit;

namespace Athera.Tests.Channels.Meta.WhatsApp;

public sealed class WhatsAppReadingTests
{
    private const string Account = "whatsapp:400000000000201";

    private static readonly Address
        Dana = new(AddressKind.Phone, "12025550143"), DanaId = new(AddressKind.BusinessScopedUserId, "US.8800000000000000143");

    private static readonly IWebhookProtocol Protocol = ChannelHost.Protocol("meta");

    [Fact]
    public void A_text_is_read()
    {
        var message = Message("wa-01-text.json");
        Assert.Equal([DanaId, Dana], message.From);
        Assert.Equal("Dana Field", message.Name);
        Assert.Equal("wamid.QVRIRVJBLURFVi0wMDAx", message.ExternalId);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1790000001), message.SentAt);
        Assert.Equal(MessageContent.OfText("Hello, do you deliver on Sundays?"), message.Content);
        Assert.Null(message.ReplyTo);
    }

    [Fact]
    public void A_quoting_text_tells_what_it_quotes() =>
        Assert.Equal("wamid.QVRIRVJBLURFVi0wOTAw", Message("wa-02-text-reply-context.json").ReplyTo);

    [Fact]
    public void A_user_without_a_number_is_known_by_the_user_id()
    {
        var message = Message("wa-21-bsuid-no-phone.json");
        Assert.Equal([new Address(AddressKind.BusinessScopedUserId, "GB.8800000000000000777")], message.From);
        Assert.Equal("Sam", message.Name);
        Assert.Equal("hi from a username", message.Content.Text);
    }

    [Fact]
    public void A_user_id_in_the_field_of_the_number_is_a_user_id()
    {
        var from = Only<ReceivedElement>(Changed("wa-01-text.json", value =>
        {
            value["messages"]![0]!["from"] = "US.8800000000000000143";
            value["messages"]![0]!.AsObject().Remove("from_user_id");
            value.Remove("contacts");
        })).Message.From;
        Assert.Equal([DanaId], from);
    }

    [Fact]
    public void Escapes_on_the_wire_are_text() =>
        Assert.Equal("Café \U0001F600 see https://example.com/a @you", Message("wa-31-text-wire-escaped.json").Content.Text);

    [Theory]
    [InlineData("wa-03-image-caption.json", MessageKind.Image, "Broken corner, see photo", null)]
    [InlineData("wa-04-audio-voice.json", MessageKind.Voice, null, null)]
    [InlineData("wa-05-audio-file.json", MessageKind.Audio, null, null)]
    [InlineData("wa-06-video-forwarded.json", MessageKind.Video, "clip", null)]
    [InlineData("wa-07-document.json", MessageKind.Document, "Invoice", null)]
    [InlineData("wa-08-sticker-animated.json", MessageKind.Sticker, null, null)]
    [InlineData("wa-09-location.json", MessageKind.Location, "Liberty Island", null)]
    [InlineData("wa-10-contacts.json", MessageKind.Contacts, "Lee Marsh, Pat", null)]
    [InlineData("wa-11-interactive-button-reply.json", MessageKind.ButtonReply, "Tue 10:00", "slot:2026-09-22T10")]
    [InlineData("wa-12-interactive-list-reply.json", MessageKind.ListReply, "Billing", "topic:billing")]
    [InlineData("wa-13-interactive-nfm-reply.json", MessageKind.FormReply, "Sent",
        """{"flow_token": "ft-0001", "rating": "4", "comment": "ok \"quoted\""}""")]
    [InlineData("wa-14-button-template-quick-reply.json", MessageKind.ButtonReply, "Confirm", "CONFIRM-7781")]
    [InlineData("wa-17-order.json", MessageKind.Order, "Please gift wrap", null)]
    [InlineData("wa-19-unsupported.json", MessageKind.Unsupported, null, null)]
    [InlineData("wa-20-referral-ctwa.json", MessageKind.Text, "I saw your ad", null)]
    public void Every_other_kind_is_told_apart(string file, MessageKind kind, string? text, string? payload)
    {
        var content = Message(file).Content;
        Assert.Equal((kind, text, payload), (content.Kind, content.Text, content.Payload));
    }

    [Theory]
    [InlineData("wa-12-interactive-list-reply.json")]
    [InlineData("wa-19-unsupported.json")]
    public void What_is_not_read_to_its_end_is_kept_as_it_came(string file)
    {
        var raw = Message(file).Content.Raw!;
        var element = Body(file)["entry"]![0]!["changes"]![0]!["value"]!["messages"]![0]!;
        Assert.True(JsonNode.DeepEquals(element, JsonNode.Parse(raw)));
        Assert.DoesNotContain("\n", raw);
    }

    [Theory]
    [InlineData("wa-03-image-caption.json")]
    [InlineData("wa-06-video-forwarded.json")]
    [InlineData("wa-09-location.json")]
    [InlineData("wa-10-contacts.json")]
    [InlineData("wa-11-interactive-button-reply.json")]
    [InlineData("wa-14-button-template-quick-reply.json")]
    [InlineData("wa-17-order.json")]
    [InlineData("wa-20-referral-ctwa.json")]
    public void What_is_read_to_its_end_is_not_kept_twice(string file) => Assert.Null(Message(file).Content.Raw);

    [Theory]
    [InlineData("wa-22-status-sent.json", "wamid.QVRIRVJBLURFVi0wOTA2", MessageState.Sent, 1790000022, null, null)]
    [InlineData("wa-23-status-delivered.json", "wamid.QVRIRVJBLURFVi0wOTA2", MessageState.Delivered, 1790000023, null, null)]
    [InlineData("wa-24-status-read.json", "wamid.QVRIRVJBLURFVi0wOTA2", MessageState.Read, 1790000024, null, null)]
    [InlineData("wa-25-status-failed-131047.json", "wamid.QVRIRVJBLURFVi0wOTA3", MessageState.Failed, 1790000025,
        Faults.WindowClosed, "meta:131047")]
    [InlineData("wa-26-status-sent-legacy-cbp.json", "wamid.QVRIRVJBLURFVi0wOTA4", MessageState.Sent, 1790000026, null, null)]
    public void A_status_is_a_receipt(string file, string id, MessageState state, long at, string? fault, string? detail)
    {
        var element = Only<ReceiptElement>(MetaRequests.Recorded(file));
        Assert.Equal(Account, element.ProviderAccountId);
        Assert.Equal(new DeliveryReceipt
        {
            ExternalId = id,
            State = state,
            At = DateTimeOffset.FromUnixTimeSeconds(at),
            Fault = fault is null ? null : new Fault(fault, detail),
        }, element.Receipt);
    }

    [Fact]
    public void A_status_gives_our_own_id_back()
    {
        var ours = new MessageId(ConversationId.New(), 17);
        var element = Only<ReceiptElement>(
            Changed("wa-22-status-sent.json", value => value["statuses"]![0]!["biz_opaque_callback_data"] = ours.ToString()));
        Assert.Equal(ours, element.Receipt.Message);
    }

    [Fact]
    public void A_batch_is_read_to_its_end_in_its_order() => Assert.Equal(
        ["first", "second", "Delivered", "Read", "third, other customer"],
        Protocol.Read(MetaRequests.Recorded("wa-28-batch-mixed.json")).Elements.Select(Summary));

    [Fact]
    public void The_senders_card_is_found_by_who_it_is_and_not_by_its_place()
    {
        var message = Only<ReceivedElement>(Changed("wa-01-text.json", value =>
            value["contacts"]!.AsArray().Insert(0, JsonNode.Parse("""{"profile":{"name":"Kim"},"wa_id":"12025550145"}""")))).Message;
        Assert.Equal("Dana Field", message.Name);
        Assert.Equal([DanaId, Dana], message.From);
    }

    [Theory]
    [InlineData("1790000001", 1790000001L)]
    [InlineData("\"1790000001\"", 1790000001L)]
    [InlineData("\"soon\"", null)]
    [InlineData("\"-5\"", null)]
    [InlineData("0", null)]
    [InlineData("1e300", null)]
    [InlineData("99999999999999", null)]
    [InlineData("{}", null)]
    public void A_time_that_makes_no_sense_is_no_time(string timestamp, long? seconds) => Assert.Equal(
        seconds is { } known ? DateTimeOffset.FromUnixTimeSeconds(known) : null,
        Only<ReceivedElement>(Changed("wa-01-text.json", value => value["messages"]![0]!["timestamp"] = JsonNode.Parse(timestamp)))
            .Message.SentAt);

    [Theory]
    [InlineData("id", "null", UnreadableReasons.MalformedElement)]
    [InlineData("id", "\"\"", UnreadableReasons.MalformedElement)]
    [InlineData("text", "{\"body\":5}", UnreadableReasons.MalformedElement)]
    [InlineData("text", "\"hello\"", UnreadableReasons.MalformedElement)]
    [InlineData("type", "5", UnreadableReasons.MalformedElement)]
    [InlineData("type", "\"hologram\"", UnreadableReasons.UnknownType)]
    [InlineData("group_id", "\"g1\"", UnreadableReasons.NotReadYet)]
    public void A_message_that_cannot_be_read_leaves_its_neighbours(string part, string value, string reason)
    {
        var elements = Protocol.Read(Changed(
            "wa-28-batch-mixed.json", first => first["messages"]![0]![part] = JsonNode.Parse(value))).Elements;
        Assert.Equal(reason, Assert.IsType<UnreadableElement>(elements[0]).Reason);
        Assert.Equal(["second", "Delivered", "Read", "third, other customer"], elements.Skip(1).Select(Summary));
    }

    [Fact]
    public void Whatever_stands_in_place_of_a_message_leaves_its_neighbours() => Damage.AnyJson.Sample(stranger =>
    {
        var body = Body("wa-28-batch-mixed.json");
        body["entry"]![0]!["changes"]![0]!["value"]!["messages"]![0] = "<<stranger>>";
        var request = MetaRequests.Post(body.ToJsonString().Replace("\"\\u003C\\u003Cstranger\\u003E\\u003E\"", stranger, StringComparison.Ordinal));
        Assert.Equal(["second", "Delivered", "Read", "third, other customer"], Protocol.Read(request).Elements.Skip(1).Select(Summary));
    }, iter: 3000);

    [Fact]
    public void A_text_longer_than_Athera_shows_is_cut_between_characters_and_kept_whole()
    {
        const string Family = "\U0001F468‍\U0001F469‍\U0001F467‍\U0001F466"; // One character to a reader, eleven units here.
        var text = new string('a', MessageContent.MaxTextLength - 4) + Family + "tail";
        var content = Only<ReceivedElement>(Changed("wa-01-text.json", value => value["messages"]![0]!["text"]!["body"] = text))
            .Message.Content;
        Assert.Equal(new string('a', MessageContent.MaxTextLength - 4), content.Text);
        Assert.Equal(text, JsonNode.Parse(content.Raw!)!["text"]!["body"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("\\ud83d cut", "� cut")]
    [InlineData("cut \\ud83d\\n\\\"x\\\"", "cut �\n\"x\"")]
    public void A_half_character_costs_no_more_than_itself(string escaped, string text)
    {
        var body = Body("wa-01-text.json").ToJsonString().Replace("Hello, do you deliver on Sundays?", escaped, StringComparison.Ordinal);
        Assert.Equal(text, Only<ReceivedElement>(MetaRequests.Post(body)).Message.Content.Text);
    }

    [Fact]
    public void A_choice_that_Meta_failed_to_build_is_still_a_message()
    {
        var elements = Protocol.Read(Changed("wa-11-interactive-button-reply.json", value =>
        {
            value["messages"]![0]!.AsObject().Remove("interactive");
            value["errors"] = JsonNode.Parse("""[{"code":131000}]""");
        })).Elements;
        Assert.Equal(MessageKind.Unsupported, Assert.IsType<ReceivedElement>(elements[0]).Message.Content.Kind);
        Assert.Equal(UnreadableReasons.NotReadYet, Assert.IsType<UnreadableElement>(elements[1]).Reason);
    }

    [Fact]
    public void A_message_larger_than_any_is_kept()
    {
        var kept = Only<UnreadableElement>(Changed(
            "wa-01-text.json", value => value["messages"]![0]!["text"]!["body"] = new string('x', 300_000)));
        Assert.Equal(UnreadableReasons.TooLarge, kept.Reason);
    }

    private static InboundMessage Message(string file)
    {
        var element = Only<ReceivedElement>(MetaRequests.Recorded(file));
        Assert.Equal(Account, element.ProviderAccountId);
        return element.Message;
    }

    private static T Only<T>(WebhookRequest request) where T : WebhookElement =>
        Assert.IsType<T>(Assert.Single(Protocol.Read(request).Elements));

    private static JsonNode Body(string file) => JsonNode.Parse(Fixture.Bytes($"meta/{file}"))!;

    private static WebhookRequest Changed(string file, Action<JsonObject> change)
    {
        var body = Body(file);
        change(body["entry"]![0]!["changes"]![0]!["value"]!.AsObject());
        return MetaRequests.Post(JsonSerializer.SerializeToUtf8Bytes(body));
    }

    private static string? Summary(WebhookElement element) => element switch
    {
        ReceivedElement received => received.Message.Content.Text,
        ReceiptElement receipt => receipt.Receipt.State.ToString(),
        _ => element.GetType().Name,
    };
}
