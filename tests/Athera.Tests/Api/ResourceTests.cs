using System.Net;
using System.Text.Json;
using Athera.Conversations;
using Athera.Quarantine;
using Xunit;

namespace Athera.Tests.Api;

/// <summary>The resources as the contract names them.</summary>
public sealed class ResourceTests
{
    private static readonly string[] MessageFields =
    [
        "id", "conversationId", "position", "direction", "kind", "text", "payload", "media", "replyTo", "reactions", "author",
        "externalId", "state", "fault", "sentAt", "receivedAt", "committedAt", "late", "editedAt", "deletedAt",
        "location", "contacts", "order", "referral", "forwarded", "choices", "template",
    ];

    private static readonly string[] ConversationFields =
    [
        "id", "contactId", "channelAccountId", "channel", "status", "responder", "assignee", "team", "labels", "unread",
        "lastMessage", "waitingSince", "windowClosesAt", "position", "sequence",
    ];

    [Fact]
    public async Task A_conversation_and_its_message_have_every_field_of_the_contract()
    {
        await using var host = await ApiHost.Start();
        var (tenant, key) = host.Grains.NewTenant();
        var id = host.Grains.NewConversation(tenant);
        using var client = host.Client(key);

        var conversation = await (await client.GetAsync($"/api/v1/conversations/{id}")).Json();

        Assert.Equal(ConversationFields.Order(), Names(conversation));
        Assert.Equal(id.ToString(), conversation.GetProperty("id").GetString());
        Assert.Equal("open", conversation.GetProperty("status").GetString());
        Assert.Equal("agent", conversation.GetProperty("responder").GetString());
        Assert.Equal(JsonValueKind.Null, conversation.GetProperty("assignee").ValueKind);
        var message = conversation.GetProperty("lastMessage");
        Assert.Equal(MessageFields.Order(), Names(message));
        Assert.Equal($"{id}-1", message.GetProperty("id").GetString());
        Assert.Equal("button_reply", message.GetProperty("kind").GetString());
        Assert.Equal("in", message.GetProperty("direction").GetString());
        Assert.Equal("2026-03-01T09:30:00Z", message.GetProperty("sentAt").GetString());
        Assert.Equal("""{"kind":"contact","id":null}""", message.GetProperty("author").GetRawText());
        Assert.Equal("""{"code":"window_closed","detail":"meta:131047"}""", message.GetProperty("fault").GetRawText());
        Assert.Equal("[]", message.GetProperty("media").GetRawText());
        Assert.Equal("[]", message.GetProperty("reactions").GetRawText());
    }

    [Fact]
    public async Task Every_filter_of_a_list_reaches_the_grain()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant().Key);
        var contact = OpaqueId.New();

        await client.GetAsync($"/api/v1/conversations?status=snoozed&assignee=u1&channel=whatsapp&label=vip&contact={contact}&limit=7&after=x");

        var query = Assert.IsType<ConversationQuery>(host.Grains.LastQuery);
        Assert.Equal(ConversationStatus.Snoozed, query.Status);
        Assert.Equal("u1", query.Assignee);
        Assert.Equal("whatsapp", query.Channel);
        Assert.Equal("vip", query.Label);
        Assert.Equal(contact, query.Contact?.Value);
        Assert.Equal(7, query.Limit);
        Assert.Equal("x", query.After);
    }

    [Fact]
    public async Task Pages_lead_through_a_whole_list_once()
    {
        await using var host = await ApiHost.Start();
        var (tenant, key) = host.Grains.NewTenant();
        var all = Enumerable.Range(0, 7).Select(_ => host.Grains.NewConversation(tenant).ToString()).ToHashSet();
        host.Grains.NewConversation(host.Grains.NewTenant().Id);
        using var client = host.Client(key);

        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await (await client.GetAsync($"/api/v1/conversations?limit=3&after={after}")).Json();
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetString()!));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);

        Assert.Equal(7, seen.Count);
        Assert.Equal(all, seen.ToHashSet());
    }

    [Fact]
    public async Task The_same_client_message_id_sends_once_wherever_it_stands()
    {
        await using var host = await ApiHost.Start();
        var (tenant, key) = host.Grains.NewTenant();
        var id = host.Grains.NewConversation(tenant);
        using var client = host.Client(key);
        var path = $"/api/v1/conversations/{id}/messages";

        var first = await client.Post(path, """{"text":"hi","clientMessageId":"m-1"}""");
        var second = await client.Post(path, """{"text":"hi"}""", idempotencyKey: "m-1");
        var another = await client.Post(path, """{"text":"hi"}""");
        var contradiction = await client.Post(path, """{"text":"hi","clientMessageId":"m-1"}""", idempotencyKey: "m-2");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Created, another.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, contradiction.StatusCode);
        var messages = host.Grains.Messages[new(tenant, id.Value)];
        Assert.Equal(2, messages.Count);
        Assert.StartsWith("api-key:", messages[0].Author.Id);
        Assert.DoesNotContain(key, messages[0].Author.Id);
    }

    [Fact]
    public async Task Messages_and_events_of_a_conversation_are_listed()
    {
        await using var host = await ApiHost.Start();
        var (tenant, key) = host.Grains.NewTenant();
        var id = host.Grains.NewConversation(tenant);
        host.Grains.Messages[new(tenant, id.Value)].Add(FakeGrains.MessageOf(id, 4, "four") with { ExternalId = "wamid.X=" });
        host.Grains.FeedOf(tenant).Happen(id);
        host.Grains.FeedOf(tenant).Happen(id);
        using var client = host.Client(key);

        var messages = await (await client.GetAsync($"/api/v1/conversations/{id}/messages")).Json();
        var found = await (await client.GetAsync("/api/v1/messages?externalId=wamid.X%3D")).Json();
        var events = await (await client.GetAsync($"/api/v1/conversations/{id}/events?after=1")).Json();

        Assert.Equal(MessageFields.Order(), Names(messages.GetProperty("items")[0]));
        Assert.Equal($"{id}-4", found.GetProperty("items")[0].GetProperty("id").GetString());
        var happened = Assert.Single(events.GetProperty("items").EnumerateArray());
        Assert.Equal(2, happened.GetProperty("sequence").GetInt64());
        Assert.Equal("message.received", happened.GetProperty("kind").GetString());
        Assert.Equal(MessageFields.Order(), Names(happened.GetProperty("message")));
    }

    [Fact]
    public async Task A_person_can_do_everything_a_conversation_offers()
    {
        await using var host = await ApiHost.Start();
        var (tenant, key) = host.Grains.NewTenant();
        var id = host.Grains.NewConversation(tenant);
        using var client = host.Client(key);

        foreach (var (command, body) in new[]
        {
            ("assign", """{"assignee":"u1"}"""), ("handover", "{}"), ("resume-agent", "{}"), ("resolve", "{}"),
            ("snooze", """{"until":"2026-05-01T12:00:00+02:00"}"""), ("notes", """{"text":"call back"}"""), ("labels", """{"labels":["vip"]}"""),
        })
        {
            using var response = await client.Post($"/api/v1/conversations/{id}/{command}", body);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(ConversationFields.Order(), Names(await response.Json()));
        }

        using var bare = await client.PostAsync($"/api/v1/conversations/{id}/resolve", null);
        Assert.Equal(HttpStatusCode.OK, bare.StatusCode);
        Assert.Collection(
            host.Grains.Commands,
            one => Assert.Equal("u1", Assert.IsType<Assign>(one).Assignee),
            one => Assert.IsType<TakeOver>(one),
            one => Assert.IsType<ResumeAgent>(one),
            one => Assert.IsType<Resolve>(one),
            one => Assert.Equal(new DateTimeOffset(2026, 5, 1, 10, 0, 0, TimeSpan.Zero), Assert.IsType<Snooze>(one).Until),
            one => Assert.Equal("call back", Assert.IsType<AddNote>(one).Text),
            one => Assert.Equal(["vip"], Assert.IsType<SetLabels>(one).Labels),
            one => Assert.IsType<Resolve>(one));
    }

    [Fact]
    public async Task A_channel_is_connected_with_the_fields_of_its_kind_and_its_secrets_never_come_back()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant().Key);

        using var created = await client.Post(
            "/api/v1/channels", """{"kind":"whatsapp","name":"Shop","phoneNumberId":"1","accessToken":"s3cret","messagesPerSecond":5}""");
        var channel = await created.Json();
        using var changed = await client.Talk(HttpMethod.Patch, created.Headers.Location!.ToString(), """{"name":"Shop 2","phoneNumberId":"2"}""");

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal($"/api/v1/channels/{channel.GetProperty("id").GetString()}", created.Headers.Location.ToString());
        Assert.NotEqual("", channel.GetProperty("webhookUrl").GetString());
        Assert.Equal("1", channel.GetProperty("settings").GetProperty("phoneNumberId").GetString());
        Assert.DoesNotContain("s3cret", channel.GetRawText());
        var after = await changed.Json();
        Assert.Equal("Shop 2", after.GetProperty("name").GetString());
        Assert.Equal("2", after.GetProperty("settings").GetProperty("phoneNumberId").GetString());
        Assert.Equal(5, after.GetProperty("messagesPerSecond").GetInt32());
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(created.Headers.Location)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(created.Headers.Location)).StatusCode);
    }

    [Fact]
    public async Task The_same_idempotency_key_creates_one_thing_per_tenant_and_route()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant().Key);
        using var other = host.Client(host.Grains.NewTenant().Key);
        const string channel = """{"kind":"a","name":"n"}""";

        var first = await IdOf(client.Post("/api/v1/channels", channel, "k"));
        var again = await IdOf(client.Post("/api/v1/channels", channel, "k"));
        var contact = await IdOf(client.Post("/api/v1/contacts", "{}", "k"));
        var another = await IdOf(client.Post("/api/v1/channels", channel, "K"));
        var others = await IdOf(other.Post("/api/v1/channels", channel, "k"));
        var keyless = await IdOf(client.Post("/api/v1/channels", channel));
        var keylessAgain = await IdOf(client.Post("/api/v1/channels", channel));
        using var tooLong = await client.Post("/api/v1/channels", channel, new string('k', 129));

        Assert.Equal(first, again);
        Assert.Equal(6, new HashSet<string> { first, contact, another, others, keyless, keylessAgain }.Count);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooLong.StatusCode);

        static async Task<string> IdOf(Task<HttpResponseMessage> response) =>
            (await (await response).Json()).GetProperty("id").GetString()!;
    }

    [Fact]
    public async Task A_tenant_is_created_listed_and_closed_by_the_platform()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(FakeGrains.PlatformKey);

        using var created = await client.Post("/api/v1/tenants", """{"name":"Acme","adminEmail":"a@acme.example"}""");
        var id = (await created.Json()).GetProperty("id").GetString();
        var listed = await (await client.GetAsync("/api/v1/tenants")).Json();
        using var closed = await client.PostAsync($"/api/v1/tenants/{id}/close", null);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(["apiKey", "id"], Names(await created.Json()));
        Assert.Equal(id, listed.GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal("2026-03-01T09:30:00Z", (await closed.Json()).GetProperty("closedAt").GetString());
    }

    [Fact]
    public async Task A_contact_is_found_by_its_address()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant().Key);
        var created = await (await client.Post("/api/v1/contacts", """{"name":"Ada","phone":"12025550101"}""")).Json();
        var other = await (await client.Post("/api/v1/contacts", "{}")).Json();
        var path = $"/api/v1/contacts/{created.GetProperty("id").GetString()}";

        var found = await (await client.GetAsync("/api/v1/contacts?address=12025550101")).Json();
        var none = await (await client.GetAsync("/api/v1/contacts?address=1")).Json();
        var merged = await (await client.Post(path + "/merge", $$"""{"with":"{{other.GetProperty("id").GetString()}}"}""")).Json();
        var agreed = await (await client.Post(path + "/consent", """{"purpose":"marketing","granted":true,"source":"web"}""")).Json();

        Assert.Equal("phone", found.GetProperty("items")[0].GetProperty("addresses")[0].GetProperty("kind").GetString());
        Assert.Equal(0, none.GetProperty("items").GetArrayLength());
        Assert.Equal(other.GetProperty("id").GetString(), merged.GetProperty("merged")[0].GetString());
        Assert.Equal("marketing", agreed.GetProperty("consents")[0].GetProperty("purpose").GetString());
        Assert.Equal(HttpStatusCode.OK, (await client.Talk(HttpMethod.Patch, path, """{"name":"Ada L."}""")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task The_platform_sees_quarantined_pieces_of_no_tenant_and_a_tenant_its_own()
    {
        await using var host = await ApiHost.Start();
        var (tenant, key) = host.Grains.NewTenant();
        var (ours, theirs) = (OpaqueId.New(), OpaqueId.New());
        host.Grains.Quarantine[new(tenant, ours)] = Piece(ours);
        host.Grains.Quarantine[new(default, theirs)] = Piece(theirs);
        using var client = host.Client(key);
        using var platform = host.Client(FakeGrains.PlatformKey);

        var seen = await (await client.GetAsync("/api/v1/quarantine")).Json();
        var platformSees = await (await platform.GetAsync("/api/v1/quarantine")).Json();

        Assert.Equal(ours.ToString(), Assert.Single(seen.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(theirs.ToString(), Assert.Single(platformSees.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await client.DeleteAsync($"/api/v1/quarantine/{theirs}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync($"/api/v1/quarantine/{ours}/retry", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await platform.DeleteAsync($"/api/v1/quarantine/{theirs}")).StatusCode);

        static QuarantinedView Piece(OpaqueId id) => new(new(id), "acme", null, "unreadable", FakeGrains.Start, 12, 0);
    }

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(field => field.Name).Order();
}
