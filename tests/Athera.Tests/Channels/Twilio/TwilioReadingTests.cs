using System.Globalization;
using System.Text;
using Athera.Channels;
using Athera.Contacts;
using Athera.Messages;
using Xunit;

namespace Athera.Tests.Channels.Twilio;

public sealed class TwilioReadingTests
{
    private const string Account = "twilio:AC00000000000000000000000000000d01";

    private static readonly Address Dana = new(AddressKind.Phone, "12025550143");

    private static readonly IWebhookProtocol Protocol = ChannelHost.Protocol("twilio");

    [Theory]
    [InlineData("sms-01-text.txt", "SM000000000000000000000000000d0001", "Hi, is table 4 free tonight?", null)]
    [InlineData("sms-06-unicode-plus.txt", "SM000000000000000000000000000d0006", "Café + crème à 5€ \U0001F600", null)]
    [InlineData("sms-07-fallback-request.txt", "SM000000000000000000000000000d0001", "Hi, is table 4 free tonight?", null)]
    [InlineData("sms-03-stop-advanced-optout.txt", "SM000000000000000000000000000d0003", "STOP", null)]
    [InlineData("sms-04-start.txt", "SM000000000000000000000000000d0004", "Start", null)]
    [InlineData("sms-05-help.txt", "SM000000000000000000000000000d0005", "help", null)]
    [InlineData("wa-01-text.txt", "SM000000000000000000000000000d0001", "Hola", null)]
    [InlineData("wa-06-reply-context.txt", "SM000000000000000000000000000d0006", "that one", "SM000000000000000000000000000d0385")]
    public void A_text_is_read(string file, string id, string text, string? replyTo)
    {
        var message = Message(TwilioRequests.Recorded(file));
        Assert.Equal([Dana], message.From);
        Assert.Equal(file.StartsWith("wa-", StringComparison.Ordinal) ? "Dana Field" : null, message.Name);
        Assert.Equal((id, replyTo), (message.ExternalId, message.ReplyTo));
        Assert.Null(message.SentAt);
        Assert.Equal(MessageContent.OfText(text), message.Content);
    }

    [Theory]
    [InlineData("sms-01-text.txt", null)]
    [InlineData("sms-03-stop-advanced-optout.txt", Keyword.Stop)]
    [InlineData("sms-04-start.txt", Keyword.Start)]
    [InlineData("sms-05-help.txt", Keyword.Help)]
    public void What_Twilio_has_acted_on_is_told(string file, Keyword? keyword) =>
        Assert.Equal(keyword, Message(TwilioRequests.Recorded(file)).Keyword);

    [Fact]
    public void An_MMS_has_all_its_files()
    {
        var media = Message(TwilioRequests.Recorded("sms-02-mms-two-images.txt")).Content.Media;
        Assert.Equal(2, media.Count);
        Assert.All(media, file => Assert.Equal(MessageKind.Image, file.Kind));
        Assert.All(media, file => Assert.StartsWith("https://api.twilio.com/", file.Url, StringComparison.Ordinal));
        Assert.NotEqual(media[0].Url, media[1].Url);
        Assert.All(media, file => Assert.StartsWith("image/", file.ContentType, StringComparison.Ordinal));
    }

    [Fact]
    public void A_place_has_its_point_whatever_language_the_silo_speaks()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (commas.NumberFormat.NumberDecimalSeparator, commas.NumberFormat.NumberGroupSeparator) = (",", ".");
            CultureInfo.CurrentCulture = commas;
            var place = Message(TwilioRequests.Recorded("wa-05-location.txt")).Content.Place!;
            Assert.InRange(place.Latitude, 40, 41);
            Assert.InRange(place.Longitude, -75, -74);
            Assert.Equal("Liberty Island", place.Name);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("91", "0")]
    [InlineData("NaN", "0")]
    [InlineData("1e400", "0")]
    [InlineData("40", "")]
    [InlineData("40", "-180.5")]
    public void A_point_that_is_nowhere_is_no_place(string latitude, string longitude)
    {
        var content = Message(TwilioRequests.Inbound(
            ("MessageType", "location"), ("Latitude", latitude), ("Longitude", longitude), ("Label", "x"))).Content;
        Assert.Equal((MessageKind.Location, null, "x"), (content.Kind, content.Place, content.Text));
    }

    [Fact]
    public void A_card_is_a_file()
    {
        var content = Message(TwilioRequests.Inbound(
            ("MessageType", "contacts"), ("NumMedia", "1"), ("MediaUrl0", "https://api.twilio.com/x"), ("MediaContentType0", "text/vcard"))).Content;
        Assert.Equal(MessageKind.Contacts, content.Kind);
        Assert.Equal(
            [new MediaPart { Kind = MessageKind.Document, Url = "https://api.twilio.com/x", ContentType = "text/vcard" }], content.Media);
    }

    [Fact]
    public void An_advertisement_and_forwarding_are_part_of_what_is_said()
    {
        var content = Message(TwilioRequests.Inbound(
            ("MessageType", "text"), ("Body", "Hi"), ("Forwarded", "true"), ("ReferralSourceId", "7"), ("ReferralSourceType", "ad"),
            ("ReferralSourceUrl", "https://fb.me/x"), ("ReferralHeadline", "Spring"), ("ReferralBody", "Now"), ("ReferralCtwaClid", "c1"))).Content;
        Assert.Equal((MessageKind.Text, "Hi", true), (content.Kind, content.Text, content.Forwarded));
        Assert.Equal(
            new Referral { Source = "ad", SourceId = "7", Url = "https://fb.me/x", Headline = "Spring", Text = "Now", Reference = "c1" },
            content.Referral);
        Assert.NotNull(content.Raw);
    }

    [Theory]
    [InlineData("👍", "👍")]
    [InlineData("", null)]
    public void A_reaction_is_put_on_a_message_and_taken_off(string body, string? emoji)
    {
        var request = TwilioRequests.Inbound(("MessageType", "reaction"), ("Body", body), ("OriginalRepliedMessageSid", "SM9"));
        var element = Assert.IsType<NoticeElement>(Assert.Single(Protocol.Read(request).Elements));
        var reaction = Assert.IsType<ReactionNotice>(element.Notice);
        Assert.Equal((Account, "SM1", "SM9", emoji), (element.ProviderAccountId, reaction.ExternalId, reaction.Target, reaction.Emoji));
        Assert.Equal([Dana], reaction.Contact);
    }

    [Fact]
    public void A_tick_in_a_field_of_its_own_is_a_tick()
    {
        var request = TwilioRequests.Post("AccountSid=AC1&MessageSid=SM1&MessageStatus=delivered&EventType=READ", topic: "status");
        Assert.Equal(MessageState.Read, Assert.IsType<ReceiptElement>(Assert.Single(Protocol.Read(request).Elements)).Receipt.State);
    }

    [Fact]
    public void A_user_without_a_number_is_known_by_the_user_id()
    {
        var message = Message(TwilioRequests.Recorded("wa-07-bsuid.txt"));
        Assert.Equal([new Address(AddressKind.BusinessScopedUserId, "GB.8800000000000000777")], message.From);
        Assert.Equal("Sam", message.Name);
    }

    [Theory]
    [InlineData("ExternalUserId")]
    [InlineData("ExternalUserIdentifier")]
    public void A_user_id_beside_the_number_comes_first(string field)
    {
        var message = Message(TwilioRequests.Post(TwilioRequests.Of(
            ("AccountSid", "AC00000000000000000000000000000d01"), ("MessageSid", "SM1"), ("From", "whatsapp:+12025550143"),
            ("WaId", "12025550143"), ("Body", "x"), (field, "US.1"))));
        Assert.Equal([new Address(AddressKind.BusinessScopedUserId, "US.1"), Dana], message.From);
    }

    [Theory]
    [InlineData("72345")]
    [InlineData("VERIFY")]
    [InlineData("messenger:123")]
    [InlineData("+12025550143x")]
    public void A_sender_that_is_no_number_stays_as_it_is(string from)
    {
        var form = TwilioRequests.Of(("AccountSid", "AC1"), ("MessageSid", "SM1"), ("From", from), ("Body", "x"));
        Assert.Equal([new Address(AddressKind.Other, from)], Message(TwilioRequests.Post(form), "twilio:AC1").From);
    }

    [Theory]
    [InlineData("sms-02-mms-two-images.txt", MessageKind.Image, null, null)]
    [InlineData("wa-02-image.txt", MessageKind.Image, null, null)]
    [InlineData("wa-03-button.txt", MessageKind.ButtonReply, "Confirm", "CONFIRM-7781")]
    [InlineData("wa-04-list.txt", MessageKind.ListReply, "Billing", "topic:billing")]
    [InlineData("wa-05-location.txt", MessageKind.Location, "Liberty Island", null)]
    public void Every_other_kind_is_told_apart_and_kept_as_it_came(string file, MessageKind kind, string? text, string? payload)
    {
        var request = TwilioRequests.Recorded(file);
        var content = Message(request).Content;
        Assert.Equal((kind, text, payload), (content.Kind, content.Text, content.Payload));
        Assert.Equal(Encoding.UTF8.GetString(request.Body.Span), content.Raw);
    }

    [Theory]
    [InlineData("image/jpeg", MessageKind.Image)]
    [InlineData("VIDEO/mp4", MessageKind.Video)]
    [InlineData("audio/ogg; codecs=opus", MessageKind.Audio)]
    [InlineData("text/x-vcard", MessageKind.Contacts)]
    [InlineData("application/pdf", MessageKind.Document)]
    public void A_file_is_what_its_type_says(string type, MessageKind kind)
    {
        var request = TwilioRequests.Inbound(("NumMedia", "1"), ("MediaUrl0", "https://api.twilio.com/x"), ("MediaContentType0", type));
        Assert.Equal(kind, Message(request).Content.Kind);
    }

    [Fact]
    public void A_form_keeps_its_answers()
    {
        var content = Message(TwilioRequests.Inbound(("MessageType", "interactive"), ("Body", "Sent"), ("FlowData", "{\"a\":1}"))).Content;
        Assert.Equal((MessageKind.FormReply, "Sent", "{\"a\":1}"), (content.Kind, content.Text, content.Payload));
    }

    [Fact]
    public void An_empty_SMS_is_an_empty_text() =>
        Assert.Equal(MessageContent.OfText(""), Message(TwilioRequests.Inbound(("Body", ""), ("NumMedia", "0"))).Content);

    [Theory]
    [InlineData("status-01-sent.txt", "SM000000000000000000000000000d0386", MessageState.Sent, null, null)]
    [InlineData("status-02-delivered.txt", "SM000000000000000000000000000d0386", MessageState.Delivered, null, null)]
    [InlineData("status-03-undelivered-30003.txt", "SM000000000000000000000000000d0387", MessageState.Failed, Faults.Undeliverable, "twilio:30003")]
    [InlineData("status-04-failed-63016.txt", "SM000000000000000000000000000d0388", MessageState.Failed, Faults.WindowClosed, "twilio:63016")]
    [InlineData("status-05-failed-30007.txt", "SM000000000000000000000000000d0389", MessageState.Failed, Faults.Filtered, "twilio:30007")]
    [InlineData("status-06-read.txt", "SM000000000000000000000000000d0386", MessageState.Read, null, null)]
    public void A_status_is_a_receipt(string file, string id, MessageState state, string? fault, string? detail)
    {
        var element = Assert.IsType<ReceiptElement>(Assert.Single(Protocol.Read(TwilioRequests.Recorded(file)).Elements));
        Assert.Equal(Account, element.ProviderAccountId);
        Assert.Equal(
            new DeliveryReceipt { ExternalId = id, State = state, Fault = fault is null ? null : new Fault(fault, detail) },
            element.Receipt);
    }

    [Fact]
    public void A_status_gives_our_own_id_back()
    {
        var ours = new MessageId(ConversationId.New(), 17);
        var request = TwilioRequests.Recorded("status-01-sent.txt");
        var element = Assert.Single(Protocol.Read(request with { Target = $"/webhooks/twilio/x/status?mid={ours}&y=1" }).Elements);
        Assert.Equal(ours, Assert.IsType<ReceiptElement>(element).Receipt.Message);
    }

    [Theory]
    [InlineData("accepted")]
    [InlineData("scheduled")]
    [InlineData("queued")]
    [InlineData("sending")]
    public void A_state_on_the_way_through_Twilio_tells_nothing(string status) => Assert.Empty(Protocol.Read(Status(status)).Elements);

    [Fact]
    public void A_cancelled_message_failed()
    {
        var element = Assert.Single(Protocol.Read(Status("canceled")).Elements);
        Assert.Equal(new Fault(Faults.Undeliverable), Assert.IsType<ReceiptElement>(element).Receipt.Fault);
    }

    [Fact]
    public void A_status_at_the_address_for_messages_is_still_a_status()
    {
        var request = TwilioRequests.Recorded("status-02-delivered.txt") with { Topic = "" };
        Assert.IsType<ReceiptElement>(Assert.Single(Protocol.Read(request).Elements));
    }

    [Theory]
    [InlineData("hologram", UnreadableReasons.UnknownType)]
    [InlineData("reaction", UnreadableReasons.NotReadYet)]
    [InlineData("text", UnreadableReasons.MalformedElement)]
    public void What_is_not_known_is_kept_with_its_reason(string type, string reason)
    {
        var request = TwilioRequests.Inbound(("MessageType", type));
        var kept = Kept(request);
        Assert.Equal((Account, reason), (kept.ProviderAccountId, kept.Reason));
        Assert.True(request.Body.Span.SequenceEqual(kept.Raw.Span));
    }

    [Theory]
    [InlineData("AccountSid=AC1&MessageSid=SM1&Body=x", "twilio:AC1")]
    [InlineData("AccountSid=AC1&From=%2B12025550143&Body=x", "twilio:AC1")]
    [InlineData("MessageSid=SM1&From=%2B12025550143&Body=x", null)]
    [InlineData("", null)]
    public void A_message_without_a_part_it_needs_is_kept(string form, string? account)
    {
        var kept = Kept(TwilioRequests.Post(form));
        Assert.Equal((account, UnreadableReasons.MalformedElement), (kept.ProviderAccountId, kept.Reason));
    }

    [Fact]
    public void An_unknown_status_is_kept() => Assert.Equal(UnreadableReasons.UnknownType, Kept(Status("teleported")).Reason);

    [Fact]
    public void A_body_that_is_no_form_is_kept()
    {
        var request = TwilioRequests.Post("{}");
        var headers = new Dictionary<string, string>(request.Headers) { ["content-type"] = "application/json" };
        Assert.Equal(UnreadableReasons.MalformedBody, Kept(request with { Headers = headers }).Reason);
    }

    private static WebhookRequest Status(string status) => TwilioRequests.Post(
        TwilioRequests.Of(("AccountSid", "AC00000000000000000000000000000d01"), ("MessageSid", "SM1"), ("MessageStatus", status)), topic: "status");

    private static UnreadableElement Kept(WebhookRequest request) =>
        Assert.IsType<UnreadableElement>(Assert.Single(Protocol.Read(request).Elements));

    private static InboundMessage Message(WebhookRequest request, string account = Account)
    {
        var element = Assert.IsType<ReceivedElement>(Assert.Single(Protocol.Read(request).Elements));
        Assert.Equal(account, element.ProviderAccountId);
        return element.Message;
    }
}
