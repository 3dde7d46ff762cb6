using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Athera.Api.Inbox;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Athera.Tests.Api;

public sealed partial class HubTests : IAsyncLifetime
{
    private readonly FakeSignals _signals = new();
    private readonly FakeDrafts _drafts = new();
    private readonly FakeTimeProvider _time = new();
    private ApiHost _host = null!;
    private TenantId _tenant;
    private string _key = "";

    private FakeFeed Feed => _host.Grains.FeedOf(_tenant);

    public async ValueTask InitializeAsync()
    {
        _host = await ApiHost.Start(services => services
            .AddSingleton<TimeProvider>(_time).AddSingleton<IFeedSignals>(_signals).AddSingleton<IDraftSignals>(_drafts));
        (_tenant, _key) = _host.Grains.NewTenant();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_happens_is_brought_in_the_shape_of_the_contract_in_both_protocols(bool messagePack)
    {
        var conversation = _host.Grains.NewConversation(_tenant);
        Feed.Happen(conversation, "before anybody listened");
        await using var client = await InboxClient.Connect(_host, _key, messagePack);
        await client.Subscribe();

        Feed.Happen(conversation, "Grüße €");
        await Speak();

        var happened = Assert.Single(await client.Events(1));
        Assert.Equal(2, happened.GetProperty("position").GetInt64());
        Assert.Equal(2, happened.GetProperty("sequence").GetInt64());
        Assert.Equal("message.received", happened.GetProperty("kind").GetString());
        Assert.Equal(conversation.ToString(), happened.GetProperty("conversationId").GetString());
        Assert.Equal("2026-03-01T09:30:00Z", happened.GetProperty("at").GetString());
        Assert.Equal(JsonValueKind.Object, happened.GetProperty("data").ValueKind);
        var message = happened.GetProperty("message");
        Assert.Equal("Grüße €", message.GetProperty("text").GetString());
        Assert.Equal("button_reply", message.GetProperty("kind").GetString());
        Assert.Equal($"{conversation}-2", message.GetProperty("id").GetString());
        Assert.Equal("contact", message.GetProperty("author").GetProperty("kind").GetString());
        Assert.Equal(JsonValueKind.Null, message.GetProperty("externalId").ValueKind);
        Assert.False(message.GetProperty("late").GetBoolean());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_reconnect_a_client_gets_exactly_what_it_missed_once_and_in_order(bool messagePack)
    {
        var conversation = _host.Grains.NewConversation(_tenant);
        var expected = new List<long>();
        var received = new List<long>();
        long? cursor = 0;
        for (var round = 0; round < 4; round++)
        {
            // More than is brought at once, with positions in between that are no business of the inbox.
            for (var i = 0; i < 230; i++)
                expected.Add(Feed.Happen(conversation, silence: i % 3).Position);
            await using var client = await InboxClient.Connect(_host, _key, messagePack);
            await client.Subscribe(cursor);
            received.AddRange(await client.Positions(230));
            for (var i = 0; i < 20; i++)
            {
                expected.Add(Feed.Happen(conversation, silence: i % 2).Position);
                _signals.Say(_tenant, times: i % 3);
            }

            await Speak();
            received.AddRange(await client.Positions(20));
            cursor = client.Cursor;
        }

        Assert.Equal(expected, received);
    }

    [Fact]
    public async Task An_event_whose_signal_is_lost_comes_with_the_next_look()
    {
        var conversation = _host.Grains.NewConversation(_tenant);
        await using var client = await InboxClient.Connect(_host, _key);
        await client.Subscribe();
        Feed.Happen(conversation);
        await Speak();
        await client.Positions(1);

        var unannounced = Feed.Happen(conversation);
        _time.Advance(TenantFeed.Poll);

        Assert.Equal([unannounced.Position], await client.Positions(1));
    }

    [Fact]
    public async Task A_feed_that_cannot_be_read_for_a_while_loses_nothing()
    {
        var conversation = _host.Grains.NewConversation(_tenant);
        var failed = new TaskCompletionSource();
        await using var client = await InboxClient.Connect(_host, _key);
        await client.Subscribe();
        Feed.Happen(conversation);
        await Speak();
        await client.Positions(1);
        Feed.WhenReading = () =>
        {
            failed.TrySetResult();
            throw new TimeoutException();
        };
        var missed = Feed.Happen(conversation);
        _signals.Say(_tenant);
        await failed.Task;

        Feed.WhenReading = () => Task.CompletedTask;
        _time.Advance(TenantFeed.Poll);

        Assert.Equal([missed.Position], await client.Positions(1));
    }

    [Fact]
    public async Task A_slow_client_holds_up_nobody_and_still_gets_everything()
    {
        const int many = 1_000;
        var conversation = _host.Grains.NewConversation(_tenant);
        using var slow = await RawClient.Connect(_host, _key);
        await slow.Subscribe();
        await using var quick = await InboxClient.Connect(_host, _key);
        await quick.Subscribe();

        // Far more than the buffers between server and client hold.
        var text = new string('€', 4_096);
        var expected = Enumerable.Range(0, many).Select(_ => Feed.Happen(conversation, text).Position).ToList();
        await Speak();

        Assert.Equal(expected, await quick.Positions(many));
        Assert.Equal(expected, await slow.Positions(many));
    }

    [Fact]
    public async Task However_many_listen_the_feed_is_read_once()
    {
        const int many = 20;
        var conversation = _host.Grains.NewConversation(_tenant);
        var clients = new List<InboxClient>();
        for (var i = 0; i < many; i++)
        {
            clients.Add(await InboxClient.Connect(_host, _key));
            await clients[i].Subscribe();
        }

        Feed.Happen(conversation);
        await Speak();
        foreach (var client in clients)
            await client.Positions(1);
        var before = Feed.Reads;
        Feed.Happen(conversation);
        await Speak();
        foreach (var client in clients)
            await client.Positions(1);

        Assert.InRange(Feed.Reads - before, 1, 4);
        foreach (var client in clients)
            await client.DisposeAsync();
    }

    [Fact]
    public async Task A_view_of_one_conversation_hears_of_no_other()
    {
        var (ours, other) = (_host.Grains.NewConversation(_tenant), _host.Grains.NewConversation(_tenant));
        await using var client = await InboxClient.Connect(_host, _key);
        await client.Subscribe(view: new { conversationId = ours.ToString() });

        Feed.Happen(other);
        var first = Feed.Happen(ours);
        Feed.Happen(other);
        var second = Feed.Happen(ours);
        await Speak();

        Assert.Equal([first.Position, second.Position], await client.Positions(2));
    }

    [Fact]
    public async Task Another_tenants_events_are_never_brought()
    {
        var (stranger, strangersKey) = _host.Grains.NewTenant();
        await using var client = await InboxClient.Connect(_host, _key);
        await using var others = await InboxClient.Connect(_host, strangersKey);
        await client.Subscribe(0);
        await others.Subscribe(0);

        _host.Grains.FeedOf(stranger).Happen(_host.Grains.NewConversation(stranger), "theirs");
        _signals.Say(stranger);
        Feed.Happen(_host.Grains.NewConversation(_tenant), "ours");
        await Speak();

        Assert.Equal("ours", (await client.Events(1))[0].GetProperty("message").GetProperty("text").GetString());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(99)]
    public async Task A_cursor_of_another_history_is_refused_rather_than_followed_in_silence(long cursor)
    {
        await using var client = await InboxClient.Connect(_host, _key);

        var refusal = await Assert.ThrowsAsync<HubException>(() => client.Subscribe(cursor));

        Assert.Contains("cursor_unknown", refusal.Message);
    }

    [Fact]
    public async Task A_feed_is_followed_while_somebody_listens_and_no_longer()
    {
        await using (var client = await InboxClient.Connect(_host, _key))
        {
            await client.Subscribe();
            await _signals.Listened(_tenant);
            Assert.Equal(1, _host.Services.GetRequiredService<TenantFeeds>().Count);
        }

        await _signals.Left(_tenant);
        Assert.Equal(0, _host.Services.GetRequiredService<TenantFeeds>().Count);
    }

    private static string ConversationIdOfNobody => OpaqueId.New().ToString();

    private async Task AssertRefused(string? ticket) =>
        await Assert.ThrowsAsync<WebSocketException>(() => RawClient.Connect(_host, null, ticket));

    private async Task<string> Ticket()
    {
        using var client = _host.Client(_key);
        using var response = await client.PostAsync("/api/v1/hub-tickets", null);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Json()).GetProperty("ticket").GetString()!;
    }

    // A signal is only lost before anybody listens.
    private async Task Speak()
    {
        await _signals.Listened(_tenant);
        _signals.Say(_tenant);
    }
}
