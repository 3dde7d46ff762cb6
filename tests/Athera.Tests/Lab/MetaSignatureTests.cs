using System.Text.Json.Nodes;
using Athera.Lab.Meta;
using CsCheck;
using Xunit;

namespace Athera.Tests.Lab;

public sealed class MetaSignatureTests
{
    public static TheoryData<string> Bodies() => [.. Fixture.Json("meta/signatures.json").Select(vector => vector.Key)];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Every_fixture_is_signed_as_expected(string file)
    {
        var expected = (string)Fixture.Json("meta/signatures.json")[file]!["x_hub_signature_256"]!;

        Assert.Equal(expected, MetaSignature.Of(Fixture.Bytes($"meta/{file}"), Accounts.AppSecret));
    }

    [Fact]
    public void A_text_is_written_byte_for_byte_as_it_travels()
    {
        var account = Accounts.WhatsApp(new Uri("https://hooks.athera.example"));
        var text = new WhatsAppText
        {
            From = Accounts.Customer,
            UserId = "US.8800000000000000143",
            Name = "Dana Field",
            MessageId = "wamid.QVRIRVJBLURFVi0wMDMz",
            At = DateTimeOffset.FromUnixTimeSeconds(1790000033),
            Text = "Café 😀 see https://example.com/a @you",
        };

        Assert.Equal(Fixture.Bytes("meta/wa-31-text-wire-escaped.json"), MetaWebhooks.Texts(account, text).Body.ToArray());
    }

    [Fact]
    public void Any_text_survives_the_wire_in_ascii()
    {
        var account = Accounts.WhatsApp(new Uri("https://hooks.athera.example"));
        Gen.String.Where(text => !text.Any(char.IsSurrogate)).Sample(words =>
        {
            var webhook = MetaWebhooks.Texts(account, Text(words));
            var value = JsonNode.Parse(webhook.Body.Span)!["entry"]![0]!["changes"]![0]!["value"]!;
            return (string)value["messages"]![0]!["text"]!["body"]! == words && webhook.Body.Span.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7e) < 0;
        });
    }

    [Fact]
    public void A_batch_keeps_its_order_and_names_each_sender_once()
    {
        var account = Accounts.WhatsApp(new Uri("https://hooks.athera.example"));

        var webhook = MetaWebhooks.Texts(account, Text("one"), Text("two"), Text("three"));

        var value = JsonNode.Parse(webhook.Body.Span)!["entry"]![0]!["changes"]![0]!["value"]!;
        Assert.Equal(["one", "two", "three"], value["messages"]!.AsArray().Select(message => (string)message!["text"]!["body"]!));
        Assert.Single(value["contacts"]!.AsArray());
    }

    private static WhatsAppText Text(string words) =>
        new() { From = Accounts.Customer, Name = "Dana Field", Text = words, At = DateTimeOffset.UnixEpoch };
}
