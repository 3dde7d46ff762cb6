using System.Text.RegularExpressions;
using Athera.Channels;
using Athera.Contacts;
using Athera.Messages;
using Xunit;

namespace Athera.Tests.Channels.Fixtures;

/// <summary>Every fixture becomes what the index beside it says, read from the bytes that were recorded with their signature.</summary>
public sealed partial class FixtureIndexTests
{
    private static readonly Dictionary<string, IWebhookProtocol> Protocols =
        FixtureIndex.Providers.ToDictionary(provider => provider, provider => ChannelHost.Protocol(provider));

    public static TheoryData<FixtureLine> Webhooks() => [.. FixtureIndex.Webhooks];

    [Fact]
    public void The_index_lists_every_file_and_no_other() =>
        Assert.Equal(FixtureIndex.Files.Order(StringComparer.Ordinal), FixtureIndex.Lines.Select(line => line.File).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_webhook_has_a_recorded_signature() => Assert.Equal(
        FixtureIndex.Providers.SelectMany(provider => Fixture.Signed(provider).Select(entry => $"{provider}/{entry.File}")).Order(),
        FixtureIndex.Webhooks.Select(line => line.File).Order());

    [Theory]
    [MemberData(nameof(Webhooks))]
    public void Its_signature_is_right(FixtureLine line)
    {
        var secret = Fixture.Secret(line.Provider == "meta" ? "meta_app_secret" : "twilio_auth_token");
        var url = line.Provider == "meta" ? null
            : new Uri(Fixture.Secret(line.File.Contains("/wa-", StringComparison.Ordinal) ? "twilio_webhook_url_whatsapp" : "twilio_webhook_url_sms"));
        Assert.True(Protocols[line.Provider].Proves(line.Request(), new ProofContext([secret], ChannelHost.PublicUrl, url)));
    }

    [Theory]
    [MemberData(nameof(Webhooks))]
    public void It_becomes_what_the_index_says(FixtureLine line)
    {
        var became = Read(line).Select(IndexWords.Of).ToList();
        var expected = IndexWords.Expected(line);
        if (expected.Contains("status")) // Counted, whatever each of them says.
            Assert.Equal(expected, became.Select(word => word.StartsWith("status(", StringComparison.Ordinal) ? "status" : word).Order());
        else // A provider that tells the same twice, up to a time and by name, has told one thing.
            Assert.Equal(expected, became.Distinct());
    }

    [Theory]
    [MemberData(nameof(Webhooks))]
    public void Its_parts_are_what_the_index_says(FixtureLine line)
    {
        var messages = Read(line).OfType<ReceivedElement>().Select(element => element.Message).ToList();
        if (Payload().Match(line.Becomes) is { Success: true } payload)
            Assert.Equal(payload.Groups[1].Value, Assert.Single(messages).Content.Payload);
        if (line.Becomes.Contains("payload=", StringComparison.Ordinal))
            Assert.NotNull(Assert.Single(messages).Content.Payload);
        if (line.Becomes.Contains("no reply_to", StringComparison.Ordinal))
            Assert.Null(Assert.Single(messages).ReplyTo);
        else if (line.Becomes.Contains("reply_to=", StringComparison.Ordinal))
            Assert.NotNull(Assert.Single(messages).ReplyTo);
        if (line.Becomes.Contains("forwarded=true", StringComparison.Ordinal))
            Assert.True(Assert.Single(messages).Content.Forwarded);
        if (line.Becomes.Contains("with referral", StringComparison.Ordinal))
            Assert.NotNull(Assert.Single(messages).Content.Referral);
        if (line.Becomes.Contains("story context", StringComparison.Ordinal))
            Assert.Equal("story", Assert.Single(messages).Content.Referral?.Source);
        if (line.Becomes.Contains("customer key is the BSUID", StringComparison.Ordinal))
            Assert.Equal(AddressKind.BusinessScopedUserId, Assert.Single(messages).From[0].Kind);
        if (line.Becomes.Contains("text=", StringComparison.Ordinal))
            Assert.False(string.IsNullOrEmpty(Assert.Single(messages).Content.Text));
    }

    [Theory]
    [MemberData(nameof(Webhooks))]
    public void What_it_carries_beside_words_is_read(FixtureLine line)
    {
        var carries = line.Becomes.Contains("x2 in one message", StringComparison.Ordinal) ? 2 : 1;
        foreach (var content in Read(line).OfType<ReceivedElement>().Select(element => element.Message.Content))
        {
            var there = content.Kind switch
            {
                MessageKind.Image or MessageKind.Audio or MessageKind.Voice or MessageKind.Video or MessageKind.Document
                    or MessageKind.Sticker => content.Media.Count == carries && content.Media.All(file => file.Kind == content.Kind),
                MessageKind.Location => content.Place is not null,
                MessageKind.Contacts => content.Cards.Count > 0 || content.Media.Count > 0,
                MessageKind.Order => content.Cart is { Lines.Count: > 0 },
                MessageKind.Share or MessageKind.StoryMention => content.Referral?.Url is not null,
                _ => true,
            };
            Assert.True(there, $"{line.File} lacks the parts of a {content.Kind}.");
        }
    }

    [Theory]
    [MemberData(nameof(Webhooks))]
    public void A_failure_has_the_reason_the_index_says(FixtureLine line)
    {
        if (Failure().Match(line.Becomes) is not { Success: true } failure)
            return;
        var receipt = Assert.IsType<ReceiptElement>(Assert.Single(Read(line))).Receipt;
        Assert.Equal(
            failure.Groups[1].Value switch
            {
                "window_closed" => Faults.WindowClosed,
                "filtered" => Faults.Filtered,
                "temporary" => Faults.Undeliverable,
                var other => other,
            },
            receipt.Fault?.Code);
    }

    [Fact]
    public void A_fallback_delivery_is_the_message_it_repeats() => Assert.Equal(
        Assert.IsType<ReceivedElement>(Assert.Single(Read(Line("twilio/sms-01-text.txt")))).Message.ExternalId,
        Assert.IsType<ReceivedElement>(Assert.Single(Read(Line("twilio/sms-07-fallback-request.txt")))).Message.ExternalId);

    private static FixtureLine Line(string file) => FixtureIndex.Lines.Single(line => line.File == file);

    private static IReadOnlyList<WebhookElement> Read(FixtureLine line) => Protocols[line.Provider].Read(line.Request()).Elements;

    [GeneratedRegex("payload=([A-Z]{2,})")]
    private static partial Regex Payload();

    [GeneratedRegex(@"^status\(failed, (\w+)\)")]
    private static partial Regex Failure();
}
