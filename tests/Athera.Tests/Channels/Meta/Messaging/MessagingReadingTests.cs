using System.Text.Json.Nodes;
using Athera.Channels;
using Athera.Contacts;
using Athera.Messages;
using CsCheck;
using Xunit;

namespace Athera.Tests.Channels.Meta.Messaging;

public sealed class MessagingReadingTests
{
    private const string Account = "instagram:17841400000000301", Page = "messenger:500000000000401";

    private static readonly Address Customer = new(AddressKind.InstagramScopedId, "9000000000000501");

    private static readonly Address PageCustomer = new(AddressKind.PageScopedId, "9100000000000601");

    private static readonly IWebhookProtocol Protocol = ChannelHost.Protocol("meta");

    [Fact]
    public void A_text_is_read()
    {
        var message = Message("ig-01-text.json");
        Assert.Equal([Customer], message.From);
        Assert.Equal("aWdfZAG1fYXRoZXJhLWlnLTAwMDE", message.ExternalId);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1790000001007), message.SentAt);
        Assert.Equal(MessageContent.OfText("Is the blue one in stock?"), message.Content);
        Assert.Null(message.ReplyTo);
    }

    [Fact]
    public void A_page_knows_its_customers_by_ids_of_its_own()
    {
        var message = Only<ReceivedElement>(MetaRequests.Recorded("page-01-text.json"), Page).Message;
        Assert.Equal([PageCustomer], message.From);
        Assert.Equal(MessageContent.OfText("hello page"), message.Content);
    }

    [Fact]
    public void A_picture_is_a_file_to_be_fetched()
    {
        var content = Message("ig-02-image.json").Content;
        Assert.Equal((MessageKind.Image, null), (content.Kind, content.Text));
        Assert.Equal([new MediaPart { Kind = MessageKind.Image, Url = "https://lookaside.example/ig/1.jpg" }], content.Media);
    }

    [Fact]
    public void A_reply_to_a_story_tells_which()
    {
        var content = Message("ig-03-story-reply.json").Content;
        Assert.Equal((MessageKind.Text, "love this"), (content.Kind, content.Text));
        Assert.Equal(
            new Referral { Source = "story", SourceId = "730000000000001", Url = "https://lookaside.example/story/1" }, content.Referral);
    }

    [Fact]
    public void A_mention_in_a_story_says_nothing_and_is_not_fetched()
    {
        var content = Message("ig-04-story-mention.json").Content;
        Assert.Equal((MessageKind.StoryMention, null), (content.Kind, content.Text));
        Assert.Equal("https://lookaside.example/story/2", content.Referral?.Url);
        Assert.Empty(content.Media);
    }

    [Theory]
    [InlineData("ig-05-quick-reply.json", "TRACK")]
    [InlineData("ig-12-postback.json", "START")]
    public void A_tap_on_a_button_carries_its_payload(string file, string payload)
    {
        var content = Message(file).Content;
        Assert.Equal((MessageKind.ButtonReply, payload), (content.Kind, content.Payload));
        Assert.NotNull(content.Text);
    }

    [Fact]
    public void An_echo_is_of_the_customer_it_was_sent_to()
    {
        var echo = Notice<EchoNotice>("ig-06-echo.json");
        Assert.Equal([Customer], echo.Contact);
        Assert.Equal("aWdfZAG1fYXRoZXJhLWlnLTAwMDY", echo.ExternalId);
        Assert.Equal(MessageContent.OfText("Thanks, shipped today"), echo.Content);
        Assert.Null(echo.Message);
    }

    [Fact]
    public void An_echo_gives_our_own_id_back()
    {
        var ours = new MessageId(ConversationId.New(), 17);
        var echo = Only<NoticeElement>(Changed("ig-06-echo.json", item => item["message"]!["metadata"] = ours.ToString())).Notice;
        Assert.Equal(ours, Assert.IsType<EchoNotice>(echo).Message);
    }

    [Fact]
    public void A_message_taken_back_is_no_repeat_of_the_message()
    {
        var deletion = Notice<DeletionNotice>("ig-07-deleted.json");
        Assert.Equal(Message("ig-01-text.json").ExternalId, deletion.Target);
        Assert.NotEqual(deletion.Target, deletion.ExternalId);
    }

    [Fact]
    public void What_cannot_be_shown_is_shown_to_have_come() =>
        Assert.Equal(MessageKind.Unsupported, Message("ig-08-unsupported.json").Content.Kind);

    [Fact]
    public void A_reaction_is_put_on_and_taken_off()
    {
        var put = Notice<ReactionNotice>("ig-09-reaction.json");
        var taken = Notice<ReactionNotice>("ig-10-unreact.json");
        Assert.Equal("❤️", put.Emoji);
        Assert.Null(taken.Emoji);
        Assert.Equal(put.Target, taken.Target);
        Assert.NotEqual(put.ExternalId, taken.ExternalId);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1790000009007), put.At);
    }

    [Fact]
    public void A_tick_is_up_to_a_message()
    {
        var read = Notice<WatermarkNotice>("ig-11-read.json");
        Assert.Equal((MessageState.Read, "aWdfZAG1fYXRoZXJhLWlnLTAwMDY", null), (read.State, read.Target, read.UpTo));
    }

    [Fact]
    public void Ticks_of_a_page_are_up_to_a_time_and_by_name()
    {
        var elements = Protocol.Read(MetaRequests.Recorded("page-02-delivery-read.json")).Elements;
        Assert.All(elements, element => Assert.Equal(Page, element.ProviderAccountId));
        var delivered = Assert.IsType<WatermarkNotice>(Assert.IsType<NoticeElement>(elements[0]).Notice);
        var receipt = Assert.IsType<ReceiptElement>(elements[1]).Receipt;
        var read = Assert.IsType<WatermarkNotice>(Assert.IsType<NoticeElement>(elements[2]).Notice);
        Assert.Equal(3, elements.Count);
        Assert.Equal((MessageState.Delivered, DateTimeOffset.FromUnixTimeMilliseconds(1790000000000)), (delivered.State, delivered.UpTo));
        Assert.Equal(("m_athera0002", MessageState.Delivered), (receipt.ExternalId, receipt.State));
        Assert.Equal((MessageState.Read, DateTimeOffset.FromUnixTimeMilliseconds(1790000000002)), (read.State, read.UpTo));
        Assert.Equal([PageCustomer], read.Contact);
    }

    [Fact]
    public void An_advertisement_is_part_of_what_is_said()
    {
        var content = Message("ig-13-referral-ad.json").Content;
        Assert.Equal((MessageKind.Text, "Hi, about the ad"), (content.Kind, content.Text));
        Assert.Equal(
            new Referral
            {
                Source = "ad",
                SourceId = "740000000000001",
                Url = "https://media.example/ad2.jpg",
                Headline = "Spring",
                Reference = "spring",
            },
            content.Referral);
    }

    [Fact]
    public void A_shared_post_is_pointed_at()
    {
        var content = Message("ig-14-post-share.json").Content;
        Assert.Equal((MessageKind.Share, "Our new shelf"), (content.Kind, content.Text));
        Assert.Equal(
            new Referral
            {
                Source = "post",
                SourceId = "750000000000001",
                Url = "https://lookaside.example/post/1",
                Headline = "Our new shelf",
            },
            content.Referral);
        Assert.Empty(content.Media);
    }

    [Theory]
    [InlineData("""{"type":"video","payload":{"url":"https://x/1"}}""", MessageKind.Video)]
    [InlineData("""{"type":"audio","payload":{"url":"https://x/1"}}""", MessageKind.Audio)]
    [InlineData("""{"type":"file","payload":{"url":"https://x/1"}}""", MessageKind.Document)]
    [InlineData("""{"type":"image","payload":{"url":"https://x/1","sticker_id":369239263222822}}""", MessageKind.Sticker)]
    [InlineData("""{"type":"share","payload":{"url":"https://x/1"}}""", MessageKind.Share)]
    [InlineData("""{"type":"ig_reel","payload":{"url":"https://x/1","reel_video_id":"7","title":"t"}}""", MessageKind.Share)]
    [InlineData("""{"type":"reel","payload":{"url":"https://x/1"}}""", MessageKind.Share)]
    [InlineData("""{"type":"fallback","title":"A page","url":"https://x/1","payload":null}""", MessageKind.Share)]
    [InlineData("""{"type":"location","payload":{"coordinates":{"lat":40.7,"long":-74.0}}}""", MessageKind.Location)]
    [InlineData("""{"type":"location","payload":{"coordinates":{"lat":140.7,"long":-74.0}}}""", MessageKind.Unsupported)]
    [InlineData("""{"type":"template","payload":{"title":"t"}}""", MessageKind.Interactive)]
    [InlineData("""{"type":"like_heart","payload":{}}""", MessageKind.Sticker)]
    [InlineData("""{"type":"hologram","payload":{}}""", MessageKind.Unsupported)]
    [InlineData("""{}""", MessageKind.Unsupported)]
    public void Every_attachment_is_told_apart(string attachment, MessageKind kind)
    {
        var content = Only<ReceivedElement>(Changed(
            "ig-02-image.json", item => item["message"]!["attachments"] = new JsonArray(JsonNode.Parse(attachment)))).Message.Content;
        Assert.Equal(kind, content.Kind);
    }

    [Fact]
    public void Several_files_are_one_message_in_their_order()
    {
        var content = Only<ReceivedElement>(Changed("ig-02-image.json", item =>
        {
            item["message"]!["text"] = "all of them";
            item["message"]!["attachments"] = new JsonArray([.. Enumerable.Range(1, 12).Select(number =>
                JsonNode.Parse($$"""{"type":"{{(number == 2 ? "video" : "image")}}","payload":{"url":"https://x/{{number}}" } }"""))]);
        })).Message.Content;
        Assert.Equal((MessageKind.Image, "all of them"), (content.Kind, content.Text));
        Assert.Equal(MediaPart.MaxParts, content.Media.Count);
        Assert.Equal((MessageKind.Video, "https://x/2"), (content.Media[1].Kind, content.Media[1].Url));
    }

    [Fact]
    public void A_quoting_text_tells_what_it_quotes() => Assert.Equal("mid-9", Only<ReceivedElement>(Changed(
        "ig-01-text.json", item => item["message"]!["reply_to"] = JsonNode.Parse("""{"mid":"mid-9"}"""))).Message.ReplyTo);

    [Fact]
    public void An_edit_is_the_text_as_it_is_now()
    {
        var edit = Assert.IsType<EditNotice>(Only<NoticeElement>(Changed("ig-01-text.json", item =>
        {
            item.Remove("message");
            item["message_edit"] = JsonNode.Parse("""{"mid":"mid-1","text":"the red one","num_edit":2}""");
        })).Notice);
        Assert.Equal(("mid-1", "edit:mid-1:2", "the red one"), (edit.Target, edit.ExternalId, edit.Content.Text));
    }

    [Fact]
    public void A_tap_without_an_id_is_the_same_tap_when_told_again()
    {
        var request = Changed("ig-12-postback.json", item => item["postback"]!.AsObject().Remove("mid"));
        var id = Only<ReceivedElement>(request).Message.ExternalId;
        Assert.Equal(id, Only<ReceivedElement>(request).Message.ExternalId);
        Assert.NotEqual(id, Only<ReceivedElement>(Changed("ig-12-postback.json", item =>
        {
            item["postback"]!.AsObject().Remove("mid");
            item["timestamp"] = 1790000012008;
        })).Message.ExternalId);
    }

    [Theory]
    [InlineData("optin")]
    [InlineData("pass_thread_control")]
    [InlineData("policy_enforcement")]
    public void What_has_no_effect_is_kept(string part) => AssertKept(UnreadableReasons.NotReadYet, item =>
    {
        item.Remove("message");
        item[part] = new JsonObject();
    });

    [Fact]
    public void Our_own_signs_and_ticks_are_not_the_customers() => AssertKept(UnreadableReasons.NotReadYet, item =>
    {
        item.Remove("message");
        item["reaction"] = JsonNode.Parse("""{"mid":"mid-1","action":"react","emoji":"x"}""");
        item["sender"] = JsonNode.Parse("""{"id":"17841400000000301"}""");
        item["recipient"] = JsonNode.Parse("""{"id":"9000000000000501"}""");
    });

    [Theory]
    [InlineData("""{"message":{"text":"no id"}}""")]
    [InlineData("""{"message":{"mid":"m","text":5}}""")]
    [InlineData("""{"message":{"mid":"m","attachments":{}}}""")]
    [InlineData("""{"message":7}""")]
    [InlineData("""{"postback":{}}""")]
    [InlineData("""{"reaction":{"mid":"m","action":"shrug"}}""")]
    [InlineData("""{"read":{}}""")]
    [InlineData("""{"delivery":{"mids":[{}]}}""")]
    [InlineData("""{"message_edit":{"mid":"m"}}""")]
    public void A_part_that_says_nothing_is_kept(string parts) => AssertKept(UnreadableReasons.MalformedElement, item =>
    {
        item.Remove("message");
        foreach (var (name, part) in JsonNode.Parse(parts)!.AsObject())
            item[name] = part?.DeepClone();
    });

    [Fact]
    public void Nobody_says_nothing() => AssertKept(UnreadableReasons.MalformedElement, item => item.Remove("sender"));

    [Fact]
    public void What_another_app_answers_is_left_to_it()
    {
        var body = Body("ig-01-text.json");
        var entry = body["entry"]![0]!.AsObject();
        entry["standby"] = entry["messaging"]!.DeepClone();
        entry.Remove("messaging");
        Assert.Empty(Protocol.Read(MetaRequests.Post(body.ToJsonString())).Elements);
    }

    [Fact]
    public void The_test_button_of_the_dashboard_has_no_effect() => Assert.Empty(Protocol.Read(MetaRequests.Post(
        """
        {"object":"instagram","entry":[{"id":"0","time":1790000000,"changes":[{"field":"messages","value":{"sender":{"id":"12334"},
        "recipient":{"id":"23245"},"timestamp":"1527459824","message":{"mid":"random_mid","text":"random_text"}}}]}]}
        """)).Elements);

    [Fact]
    public void Other_changes_are_kept()
    {
        var request = MetaRequests.Post("""{"object":"instagram","entry":[{"id":"17841400000000301","changes":[{"field":"comments","value":{}}]}]}""");
        Assert.Equal(UnreadableReasons.NotReadYet, Only<UnreadableElement>(request).Reason);
    }

    [Fact]
    public void Whatever_stands_beside_a_message_leaves_it() => Damage.AnyJson.Sample(stranger =>
    {
        var body = Body("ig-01-text.json");
        var items = body["entry"]![0]!["messaging"]!.AsArray();
        items.Insert(0, "<<stranger>>");
        var request = MetaRequests.Post(body.ToJsonString().Replace("\"\\u003C\\u003Cstranger\\u003E\\u003E\"", stranger, StringComparison.Ordinal));
        Assert.Contains(
            Protocol.Read(request).Elements,
            element => element is ReceivedElement { Message.Content.Text: "Is the blue one in stock?" });
    }, iter: 3000);

    private static void AssertKept(string reason, Action<JsonObject> change) =>
        Assert.Equal(reason, Only<UnreadableElement>(Changed("ig-01-text.json", change)).Reason);

    private static InboundMessage Message(string file) => Only<ReceivedElement>(MetaRequests.Recorded(file)).Message;

    private static T Notice<T>(string file) where T : ContactNotice
    {
        var notice = Assert.IsType<T>(Only<NoticeElement>(MetaRequests.Recorded(file)).Notice);
        Assert.Equal([Customer], notice.Contact);
        return notice;
    }

    private static T Only<T>(WebhookRequest request, string account = Account) where T : WebhookElement
    {
        var element = Assert.IsType<T>(Assert.Single(Protocol.Read(request).Elements));
        Assert.Equal(account, element.ProviderAccountId);
        return element;
    }

    private static JsonNode Body(string file) => JsonNode.Parse(Fixture.Bytes($"meta/{file}"))!;

    private static WebhookRequest Changed(string file, Action<JsonObject> change)
    {
        var body = Body(file);
        change(body["entry"]![0]!["messaging"]![0]!.AsObject());
        return MetaRequests.Post(body.ToJsonString());
    }
}
