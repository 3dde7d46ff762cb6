using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Athera.Api.Inbox;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Athera.Tests.Api;

public sealed class HubTests : IAsyncLifetime
{
    private readonly FakeSignals _signals = new();
    private readonly FakeTimeProvider _time = new();
    private ApiHost _host = null!;
    private TenantId _tenant;
    private string _key = "";

    private FakeFeed Feed => _host.Grains.FeedOf(_tenant);

    public async ValueTask InitializeAsync()
    {
        _host = await ApiHost.Start(services => services.AddSingleton<TimeProvider>(_time).AddSingleton<IFeedSignals>(_signals));
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

    [Fact]
    public async Task Opening_a_conversation_shows_its_last_messages_or_what_happened_since()
    {
        var id = _host.Grains.NewConversation(_tenant);
        _host.Grains.Messages[new(_tenant, id.Value)].AddRange(
            Enumerable.Range(1, 60).Select(place => FakeGrains.MessageOf(id, place, $"{place}")));
        for (var i = 0; i < 3; i++)
            Feed.Happen(id);
        await using var client = await InboxClient.Connect(_host, _key);

        var fresh = await client.Hub.InvokeAsync<JsonElement>("Open", id.ToString(), null);
        var again = await client.Hub.InvokeAsync<JsonElement>("Open", id.ToString(), 1L);
        var refusal = await Assert.ThrowsAsync<HubException>(
            () => client.Hub.InvokeAsync<JsonElement>("Open", ConversationIdOfNobody, null));

        Assert.Equal(50, fresh.GetProperty("messages").GetArrayLength());
        Assert.Equal("60", fresh.GetProperty("messages")[0].GetProperty("text").GetString());
        Assert.Equal("whatsapp", fresh.GetProperty("conversation").GetProperty("channel").GetString());
        Assert.Equal([2L, 3L], again.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("sequence").GetInt64()));
        Assert.Equal(3, again.GetProperty("sequence").GetInt64());
        Assert.Contains("not_found", refusal.Message);
    }

    [Fact]
    public async Task Typing_is_told_to_others_who_have_the_conversation_open()
    {
        var id = _host.Grains.NewConversation(_tenant).ToString();
        await using var writer = await InboxClient.Connect(_host, _key);
        await using var reader = await InboxClient.Connect(_host, _key, messagePack: true);
        await Assert.ThrowsAsync<HubException>(() => writer.Hub.InvokeAsync("Typing", id));
        await writer.Hub.InvokeAsync<object>("Open", id, null);
        await reader.Hub.InvokeAsync<object>("Open", id, null);

        await writer.Hub.InvokeAsync("Typing", id);

        var notice = await reader.Typing();
        Assert.Equal(id, notice.GetProperty("conversationId").GetString());
        Assert.StartsWith("api-key:", notice.GetProperty("user").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sending_twice_with_the_same_id_sends_once(bool messagePack)
    {
        var id = _host.Grains.NewConversation(_tenant);
        await using var client = await InboxClient.Connect(_host, _key, messagePack);

        for (var i = 0; i < 2; i++)
            await client.Hub.InvokeAsync<object>("Send", id.ToString(), "m-1", new { text = "hi" });
        var tooLong = await Assert.ThrowsAsync<HubException>(
            () => client.Hub.InvokeAsync<object>("Send", id.ToString(), "m-2", new { text = new string('x', 4_097) }));

        Assert.Equal("hi", Assert.Single(_host.Grains.Messages[new(_tenant, id.Value)]).Text);
        Assert.Contains("text", tooLong.Message);
    }

    [Fact]
    public async Task A_call_no_silo_can_serve_says_so()
    {
        Feed.WhenReading = () => throw new SiloUnavailableException();
        await using var client = await InboxClient.Connect(_host, _key);

        var refusal = await Assert.ThrowsAsync<HubException>(() => client.Subscribe());

        Assert.Contains("unavailable", refusal.Message);
    }

    [Fact]
    public async Task A_ticket_opens_the_hub_once_and_within_a_minute()
    {
        var first = await Ticket();
        using (await RawClient.Connect(_host, null, first))
        {
        }

        await AssertRefused(first);
        var late = await Ticket();
        _time.Advance(TimeSpan.FromSeconds(61));
        await AssertRefused(late);
    }

    [Fact]
    public async Task Neither_an_API_key_in_the_URL_nor_the_platforms_key_opens_the_hub()
    {
        await AssertRefused(_key);
        await AssertRefused(null);
        await Assert.ThrowsAsync<WebSocketException>(() => RawClient.Connect(_host, FakeGrains.PlatformKey));
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

    /// <summary>A client that reads only when it is told to, through buffers as small as they go.</summary>
    private sealed class RawClient(ClientWebSocket socket, HttpMessageInvoker invoker) : IDisposable
    {
        private readonly StringBuilder _rest = new();

        public static async Task<RawClient> Connect(ApiHost host, string? key, string? ticket = null)
        {
            var handler = new SocketsHttpHandler
            {
                ConnectCallback = static async (context, cancellation) =>
                {
                    var tcp = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp)
                    {
                        ReceiveBufferSize = 4_096,
                    };
                    await tcp.ConnectAsync(context.DnsEndPoint, cancellation);
                    return new System.Net.Sockets.NetworkStream(tcp, ownsSocket: true);
                },
            };
            var invoker = new HttpMessageInvoker(handler);
            var socket = new ClientWebSocket();
            if (key is not null)
                socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
            var address = new UriBuilder(new Uri(host.Address, "/hubs/inbox")) { Scheme = "ws", Query = ticket is null ? "" : $"access_token={ticket}" };
            await socket.ConnectAsync(address.Uri, invoker, CancellationToken.None);
            var client = new RawClient(socket, invoker);
            await client.Write("""{"protocol":"json","version":1}""");
            Assert.Equal("{}", await client.Read());
            return client;
        }

        public async Task Subscribe()
        {
            await Write("""{"type":1,"invocationId":"1","target":"Subscribe","arguments":[null,null]}""");
            Assert.Contains("\"result\":", await Read());
        }

        public async Task<List<long>> Positions(int count)
        {
            var positions = new List<long>();
            while (positions.Count < count)
            {
                using var message = JsonDocument.Parse(await Read());
                if (!message.RootElement.TryGetProperty("target", out _))
                    continue;
                positions.AddRange(message.RootElement.GetProperty("arguments")[0].GetProperty("events").EnumerateArray()
                    .Select(happened => happened.GetProperty("position").GetInt64()));
            }

            return positions;
        }

        public void Dispose()
        {
            socket.Dispose();
            invoker.Dispose();
        }

        private Task Write(string json) =>
            socket.SendAsync(Encoding.UTF8.GetBytes(json + "\u001e"), WebSocketMessageType.Text, true, CancellationToken.None);

        private async Task<string> Read()
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            var buffer = new byte[64 * 1024];
            var bytes = new MemoryStream();
            while (_rest.ToString().IndexOf('\u001e') < 0)
            {
                WebSocketReceiveResult read;
                do
                {
                    read = await socket.ReceiveAsync(buffer, deadline.Token);
                    bytes.Write(buffer, 0, read.Count);
                }
                while (!read.EndOfMessage);
                _rest.Append(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
                bytes.SetLength(0);
            }

            var all = _rest.ToString();
            var end = all.IndexOf('\u001e');
            _rest.Clear().Append(all, end + 1, all.Length - end - 1);
            return all[..end];
        }
    }
}
