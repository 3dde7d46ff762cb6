using System.Text.Json;
using System.Text.Json.Nodes;
using Athera.Channels;
using Athera.Messages;
using Xunit;

namespace Athera.Tests.Channels.Meta.WhatsApp;

public sealed class WhatsAppPartsTests
{
    private static readonly IWebhookProtocol Protocol = ChannelHost.Protocol("meta");

    [Fact]
    public void A_file_has_an_id_to_ask_for_it_by_and_its_checksum_in_hex()
    {
        var file = Assert.Single(Content("wa-06-video-forwarded.json").Media);

        Assert.Equal(
            (MessageKind.Video, "610000000000006", "video/mp4", "69514c4e1087cb62e825310ae63c9679cfc092816dc2be139c9f3b616f7f5fdb"),
            (file.Kind, file.ExternalId, file.ContentType, file.Sha256));
        Assert.True(Content("wa-06-video-forwarded.json").Forwarded);
    }

    [Fact]
    public void The_name_of_a_file_stays_display_text() =>
        Assert.Equal("../invoice 07.pdf", Assert.Single(Content("wa-07-document.json").Media).FileName);

    [Theory]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("zz514c4e1087cb62e825310ae63c9679cfc092816dc2be139c9f3b616f7f5fdb")]
    public void A_checksum_that_is_none_is_none(string sha256) => Assert.Null(Assert.Single(
        Content(Changed("wa-06-video-forwarded.json", message => message["video"]!["sha256"] = sha256)).Media).Sha256);

    [Fact]
    public void A_place_has_degrees_a_name_and_an_address()
    {
        var place = Content("wa-09-location.json").Place!;

        Assert.Equal((40.689247, -74.044502, "Liberty Island", "New York, NY"), (place.Latitude, place.Longitude, place.Name, place.Address));
    }

    [Theory]
    [InlineData("91")]
    [InlineData("\"40\"")]
    [InlineData("1e400")]
    public void A_place_nowhere_on_Earth_is_kept_as_it_came(string latitude)
    {
        var content = Content(Changed("wa-09-location.json", message => message["location"]!["latitude"] = JsonNode.Parse(latitude)));

        Assert.Equal((MessageKind.Location, null, true), (content.Kind, content.Place, content.Raw is not null));
    }

    [Fact]
    public void Cards_may_lack_any_part()
    {
        var cards = Content("wa-10-contacts.json").Cards;

        Assert.Equal(["Lee Marsh", "Pat"], cards.Select(c => c.Name));
        Assert.Equal(["+1 202-555-0177"], cards[0].Phones);
        Assert.Empty(cards[1].Phones);
    }

    [Fact]
    public void A_card_that_holds_more_than_is_read_is_kept_as_it_came()
    {
        var content = Content(Changed("wa-10-contacts.json", message => message["contacts"]![1]!["birthday"] = "2000-01-01"));

        Assert.Contains("birthday", content.Raw);
        Assert.Equal(2, content.Cards.Count);
    }

    [Fact]
    public void Prices_of_a_cart_are_exact()
    {
        var cart = Content("wa-17-order.json").Cart!;

        Assert.Equal("710000000000001", cart.Catalog);
        Assert.Equal(new CartLine("SKU-1", 2, 19.9m, "USD"), Assert.Single(cart.Lines));
    }

    [Fact]
    public void A_line_that_cannot_be_read_leaves_the_others_and_the_whole()
    {
        var content = Content(Changed("wa-17-order.json", message => message["order"]!["product_items"]!.AsArray().Add("stranger")));

        Assert.Single(content.Cart!.Lines);
        Assert.Contains("stranger", content.Raw);
    }

    [Fact]
    public void An_advertisement_is_told_with_its_click()
    {
        var referral = Content("wa-20-referral-ctwa.json").Referral!;

        Assert.Equal(
            ("ad", "720000000000001", "https://ads.example/p/1", "Autumn sale", "20% off", "clid-0001"),
            (referral.Source, referral.SourceId, referral.Url, referral.Headline, referral.Text, referral.Reference));
    }

    [Fact]
    public void A_product_somebody_asks_about_is_told()
    {
        var referral = Content(Changed("wa-01-text.json", message => message["context"] = JsonNode.Parse(
            """{"from":"12025550101","id":"wamid.X","referred_product":{"catalog_id":"71","product_retailer_id":"SKU-1"}}"""))).Referral!;

        Assert.Equal(("product", "SKU-1", "71"), (referral.Source, referral.SourceId, referral.Reference));
    }

    private static MessageContent Content(string file) => Content(MetaRequests.Recorded(file));

    private static MessageContent Content(WebhookRequest request) =>
        Assert.IsType<ReceivedElement>(Assert.Single(Protocol.Read(request).Elements)).Message.Content;

    private static WebhookRequest Changed(string file, Action<JsonNode> change)
    {
        var body = JsonNode.Parse(Fixture.Bytes($"meta/{file}"))!;
        change(body["entry"]![0]!["changes"]![0]!["value"]!["messages"]![0]!);
        return MetaRequests.Post(JsonSerializer.SerializeToUtf8Bytes(body));
    }
}
