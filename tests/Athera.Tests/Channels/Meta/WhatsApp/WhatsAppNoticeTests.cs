using System.Text.Json;
using System.Text.Json.Nodes;
using Athera.Channels;
using Athera.Contacts;
using Xunit;

namespace Athera.Tests.Channels.Meta.WhatsApp;

public sealed class WhatsAppNoticeTests
{
    private const string Account = "whatsapp:400000000000201", First = "wamid.QVRIRVJBLURFVi0wMDAx";

    private static readonly Address
        Dana = new(AddressKind.Phone, "12025550143"), DanaId = new(AddressKind.BusinessScopedUserId, "US.8800000000000000143");

    private static readonly IWebhookProtocol Protocol = ChannelHost.Protocol("meta");

    [Theory]
    [InlineData("wa-15-reaction-add.json", "\U0001F44D\U0001F3FD")]
    [InlineData("wa-16-reaction-remove.json", null)]
    public void A_reaction_is_about_a_message(string file, string? emoji)
    {
        var reaction = Notice<ReactionNotice>(MetaRequests.Recorded(file));

        Assert.Equal(("wamid.QVRIRVJBLURFVi0wOTA1", emoji), (reaction.Target, reaction.Emoji));
        Assert.Equal([DanaId, Dana], reaction.Contact);
    }

    [Fact]
    public void An_empty_sign_was_taken_away() => Assert.Null(Notice<ReactionNotice>(Changed(
        "wa-15-reaction-add.json", "messages", message => message["reaction"]!["emoji"] = "")).Emoji);

    [Fact]
    public void An_edit_brings_the_new_words()
    {
        var edit = Notice<EditNotice>(MetaRequests.Recorded("wa-29-edit.json"));

        Assert.Equal((First, "Hello, do you deliver on Saturdays?"), (edit.Target, edit.Content.Text));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1790000031), edit.At);
        Assert.NotEqual(First, edit.ExternalId);
    }

    [Fact]
    public void A_revoke_is_a_deletion() =>
        Assert.Equal(First, Notice<DeletionNotice>(MetaRequests.Recorded("wa-30-revoke.json")).Target);

    [Fact]
    public void A_change_of_number_tells_both_and_what_they_belong_to()
    {
        var change = Notice<AddressChangeNotice>(MetaRequests.Recorded("wa-18-system-number-change.json"));

        Assert.Equal([DanaId, Dana], change.Contact);
        Assert.Equal(
            [new Address(AddressKind.BusinessScopedUserId, "US.8800000000000000144"), new Address(AddressKind.Phone, "12025550144")],
            change.NewAddresses);
    }

    [Fact]
    public void A_change_of_the_user_id_alone_needs_no_number()
    {
        var change = Notice<AddressChangeNotice>(Changed("wa-18-system-number-change.json", "messages", message =>
        {
            message.AsObject().Remove("from");
            message["system"] = JsonNode.Parse(
                """{"type":"user_changed_user_id","user_id":"US.2","previous_user_id":"US.1"}""");
        }));

        Assert.Equal(["US.1"], change.Contact.Select(a => a.Value));
        Assert.Equal(["US.2"], change.NewAddresses.Select(a => a.Value));
    }

    [Fact]
    public void The_older_form_of_a_change_of_number_is_read_too()
    {
        var change = Notice<AddressChangeNotice>(Changed("wa-18-system-number-change.json", "messages", message =>
            message["system"] = JsonNode.Parse("""{"type":"customer_changed_number","new_wa_id":"12025550144","customer":"12025550143"}""")));

        Assert.Equal([Dana], change.Contact);
        Assert.Equal(["12025550144"], change.NewAddresses.Select(a => a.Value));
    }

    [Fact]
    public void A_new_device_is_of_no_effect() => Assert.Equal(UnreadableReasons.NotReadYet, Assert.IsType<UnreadableElement>(Assert.Single(
        Protocol.Read(Changed("wa-18-system-number-change.json", "messages", message => message["system"] = JsonNode.Parse(
            """{"type":"customer_identity_changed","identity":{"hash":"x"}}"""))).Elements)).Reason);

    [Theory]
    [InlineData("stop", false)]
    [InlineData("resume", true)]
    [InlineData("signup", true)]
    public void A_preference_is_consent_to_marketing(string value, bool granted)
    {
        var consent = Notice<ConsentNotice>(Changed("wa-27-user-preferences-stop.json", "user_preferences", p => p["value"] = value));

        Assert.Equal((ConsentScope.Marketing, granted), (consent.Scope, consent.Granted));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1790000027), consent.At);
        Assert.Equal([DanaId, Dana], consent.Contact);
    }

    [Fact]
    public void What_was_written_on_the_phone_is_an_echo_to_the_contact()
    {
        var echo = Notice<EchoNotice>(MetaRequests.Recorded("wa-32-smb-message-echo.json"));

        Assert.Equal(("wamid.QVRIRVJBLURFVi0wMDM0", "Sent from the shop phone"), (echo.ExternalId, echo.Content.Text));
        Assert.Equal([DanaId, Dana], echo.Contact);
    }

    [Fact]
    public void What_the_phone_took_back_is_a_deletion()
    {
        var deletion = Notice<DeletionNotice>(Changed("wa-32-smb-message-echo.json", "message_echoes", echo =>
        {
            echo["type"] = "revoke";
            echo["revoke"] = JsonNode.Parse("""{"original_message_id":"wamid.X"}""");
        }));

        Assert.Equal(("wamid.X", DanaId), (deletion.Target, deletion.Contact[0]));
    }

    [Theory]
    [InlineData("wa-15-reaction-add.json", "messages", "reaction")]
    [InlineData("wa-29-edit.json", "messages", "edit")]
    [InlineData("wa-30-revoke.json", "messages", "revoke")]
    [InlineData("wa-18-system-number-change.json", "messages", "system")]
    [InlineData("wa-27-user-preferences-stop.json", "user_preferences", "value")]
    [InlineData("wa-32-smb-message-echo.json", "message_echoes", "text")]
    public void One_without_its_part_is_kept_and_reads_again_the_same(string file, string list, string part)
    {
        var kept = Assert.IsType<UnreadableElement>(Assert.Single(
            Protocol.Read(Changed(file, list, element => element.AsObject().Remove(part))).Elements));

        Assert.Equal((Account, UnreadableReasons.MalformedElement), (kept.ProviderAccountId, kept.Reason));
        var again = Assert.IsType<UnreadableElement>(Assert.Single(Protocol.Read(MetaRequests.Post(kept.Raw.ToArray())).Elements));
        Assert.Equal(kept.Reason, again.Reason);
    }

    private static T Notice<T>(WebhookRequest request) where T : ContactNotice
    {
        var element = Assert.IsType<NoticeElement>(Assert.Single(Protocol.Read(request).Elements));
        Assert.Equal(Account, element.ProviderAccountId);
        return Assert.IsType<T>(element.Notice);
    }

    private static WebhookRequest Changed(string file, string list, Action<JsonNode> change)
    {
        var body = JsonNode.Parse(Fixture.Bytes($"meta/{file}"))!;
        change(body["entry"]![0]!["changes"]![0]!["value"]![list]![0]!);
        return MetaRequests.Post(JsonSerializer.SerializeToUtf8Bytes(body));
    }
}
