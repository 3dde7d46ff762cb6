using System.Text.Json.Nodes;
using Athera.Channels;
using Athera.Messages;
using Xunit;

namespace Athera.Tests.Channels.Meta.Messaging;

/// <summary>What is said, tapped, edited, taken back and ticked.</summary>
public sealed class MessagingReadingTests : MessagingReading
{
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
}
