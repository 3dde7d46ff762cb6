using System.Text.Json.Nodes;
using Athera.Channels;
using Athera.Messages;
using CsCheck;
using Xunit;

namespace Athera.Tests.Channels.Meta.Messaging;

/// <summary>What is not read, or comes beside what is.</summary>
public sealed class MessagingKeptTests : MessagingReading
{
    [Fact]
    public void What_cannot_be_shown_is_shown_to_have_come() =>
        Assert.Equal(MessageKind.Unsupported, Message("ig-08-unsupported.json").Content.Kind);

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
}
