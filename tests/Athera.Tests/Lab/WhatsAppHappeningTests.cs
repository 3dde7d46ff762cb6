using System.Text.Json.Nodes;
using Athera.Channels;
using Athera.Lab.Meta;
using Athera.Tests.Channels;
using Athera.Tests.Channels.Meta;
using Xunit;

namespace Athera.Tests.Lab;

/// <summary>What the fake Meta tells is read as what it is meant to be.</summary>
public sealed class WhatsAppHappeningTests
{
    private static readonly WhatsAppAccount _account = Accounts.WhatsApp(new Uri("https://hooks.athera.example"));
    private static readonly WhatsAppCustomer _dana = new("12025550143", "US.8800000000000000143", "Dana Field");
    private static readonly DateTimeOffset _at = DateTimeOffset.FromUnixTimeSeconds(1790000000);

    [Fact]
    public void One_webhook_carries_happenings_of_every_kind()
    {
        var elements = Read(
            WhatsAppHappening.Message(_dana, "image", new JsonObject { ["id"] = "61", ["mime_type"] = "image/png" }, _at),
            WhatsAppHappening.FromAdvertisement(_dana, "I saw your ad", "clid-1", _at),
            WhatsAppHappening.Reaction(_dana, "wamid.A", "\U0001F44D", _at),
            WhatsAppHappening.Reaction(_dana, "wamid.A", null, _at),
            WhatsAppHappening.Edit(_dana, "wamid.B", "changed", _at),
            WhatsAppHappening.Revoke(_dana, "wamid.B", _at),
            WhatsAppHappening.NumberChange(_dana, _dana with { Number = "12025550144", UserId = "US.2" }, _at),
            WhatsAppHappening.Echo(_account, _dana, "from the shop", _at),
            WhatsAppHappening.EchoRevoke(_account, _dana, "wamid.C", _at),
            WhatsAppHappening.Preference(_dana, "stop", _at));

        Assert.Equal(
            [
                "Image", "Text", nameof(ReactionNotice), nameof(ReactionNotice), nameof(EditNotice), nameof(DeletionNotice),
                nameof(AddressChangeNotice), nameof(EchoNotice), nameof(DeletionNotice), nameof(ConsentNotice),
            ],
            elements.Select(e => e switch
            {
                ReceivedElement received => received.Message.Content.Kind.ToString(),
                NoticeElement notice => notice.Notice.ToString(),
                _ => e.GetType().Name,
            }));
        Assert.All(elements.OfType<NoticeElement>(), e => Assert.Equal("US.8800000000000000143", e.Notice.Contact[0].Value));
    }

    [Fact]
    public void A_customer_without_a_number_is_told_by_the_user_id_alone()
    {
        var from = Assert.IsType<ReceivedElement>(Assert.Single(Read(WhatsAppHappening.Message(
            _dana with { Number = null }, "location", new JsonObject { ["latitude"] = 1.5, ["longitude"] = 2.5 }, _at)))).Message;

        Assert.Equal(["US.8800000000000000143"], from.From.Select(a => a.Value));
        Assert.Equal(1.5, from.Content.Place!.Latitude);
    }

    private static IReadOnlyList<WebhookElement> Read(params WhatsAppHappening[] happenings) => ChannelHost.Protocol("meta")
        .Read(MetaRequests.Post(MetaWebhooks.Happenings(_account, happenings).Body.ToArray())).Elements;
}
