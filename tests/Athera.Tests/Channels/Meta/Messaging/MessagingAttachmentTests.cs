using System.Text.Json.Nodes;
using Athera.Channels;
using Athera.Messages;
using Xunit;

namespace Athera.Tests.Channels.Meta.Messaging;

/// <summary>What is attached to a message, or what it refers to.</summary>
public sealed class MessagingAttachmentTests : MessagingReading
{
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
}
