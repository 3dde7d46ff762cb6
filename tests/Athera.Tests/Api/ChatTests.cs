using System.Net;
using Athera.Api.Chat;
using Athera.Api.Inbox;
using Athera.Messages;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Athera.Tests.Api;

public sealed class ChatTests : IAsyncLifetime
{
    private const string Page = "https://shop.example";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FakeSignals _signals = new();
    private ApiHost _host = null!;
    private TenantId _tenant;
    private ChannelAccountId _account;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await ApiHost.Start(
            services => services.AddSingleton<IFeedSignals>(_signals).AddSingleton<IDraftSignals, FakeDrafts>(),
            new Dictionary<string, string?> { ["Athera:Api:ChatSessionsPerMinute"] = "12" });
        (_tenant, _) = _host.Grains.NewTenant();
        _account = ChannelAccountId.New();
        _host.Grains.Chats[_account] = (_tenant, Page);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_session_is_given_to_an_allowed_page_without_a_key_and_its_browser_may_read_it()
    {
        await using var visitor = Visitor();

        using var answer = await visitor.AskAsync(Cancellation);

        var session = await answer.Json();
        Assert.Equal(Page, Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("Origin", answer.Headers.Vary);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal(
            ["attachments", "color", "expiresAt", "greeting", "greetingAfterSeconds", "hours", "position", "preChatFields", "renewableUntil", "title", "token", "visitorId"],
            session.EnumerateObject().Select(field => field.Name).Order());
    }

    [Theory]
    [InlineData("https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("", HttpStatusCode.Forbidden)]
    public async Task Another_page_gets_none_and_its_browser_may_not_even_read_the_no(string origin, HttpStatusCode status)
    {
        await using var visitor = new ChatClient(_host.Address, _account.ToString(), origin);

        using var answer = await visitor.AskAsync(Cancellation);

        Assert.Equal(status, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task An_account_that_does_not_exist_looks_like_none()
    {
        await using var visitor = new ChatClient(_host.Address, ChannelAccountId.New().ToString(), Page);
        using var answer = await visitor.AskAsync(Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/chat/sessions?account={0}", Page, true)]
    [InlineData("/api/v1/chat/sessions?account={0}", "https://elsewhere.example", false)]
    [InlineData("/api/v1/chat/sessions", Page, false)]
    [InlineData("/api/v1/chat/uploads?account={0}", Page, true)]
    [InlineData("/api/v1/chat/uploads?account={0}", "https://elsewhere.example", false)]
    [InlineData("/api/v1/chat/uploads", Page, false)]
    [InlineData("/api/v1/conversations", Page, false)]
    [InlineData("/chat/negotiate", Page, true)]
    public async Task A_browser_that_asks_first_is_told_by_the_accounts_list(string path, string origin, bool allowed)
    {
        using var client = _host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Options, string.Format(null, path, _account));
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");

        using var answer = await client.SendAsync(request, Cancellation);

        Assert.Equal(allowed, answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task One_address_may_open_only_so_many_and_others_resources_are_not_counted()
    {
        await using var visitor = Visitor();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 20; i++)
        {
            using var answer = await visitor.AskAsync(Cancellation);
            answers.Add(answer.StatusCode);
        }

        Assert.InRange(answers.Count(status => status == HttpStatusCode.OK), 12, 15);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        using var client = _host.Client();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Whoever_comes_back_with_a_cursor_gets_exactly_what_was_missed_once_and_in_order()
    {
        await using var visitor = Visitor();
        var session = await visitor.OpenAsync(Cancellation);
        Assert.True(OpaqueId.TryParse(session.GetProperty("visitorId").GetString(), out var id));
        var expected = new List<long>();
        for (var round = 0; round < 4; round++)
        {
            for (var i = 0; i < 7; i++)
                expected.Add(_host.Grains.Write(id, $"missed {i}").Id);
            await visitor.ResumeAsync(Cancellation);
            for (var i = 0; i < 5; i++)
            {
                expected.Add(_host.Grains.Write(id, $"live {i}").Id);
                Tell(id);
            }
            await visitor.Messages.FirstAsync(message => message.Id == expected[^1], Patience, Cancellation);
            await visitor.DropAsync();
        }

        Assert.Equal(expected, visitor.Messages.Entries.Select(message => message.Id));
    }

    [Fact]
    public async Task A_message_is_answered_with_its_place_and_comes_to_the_visitors_other_pages_only()
    {
        await using var one = Visitor();
        await one.OpenAsync(Cancellation);
        await one.ResumeAsync(Cancellation);
        await using var stranger = Visitor();
        await stranger.OpenAsync(Cancellation);
        await stranger.ResumeAsync(Cancellation);

        Assert.Equal(1, await one.SendAsync("m1", "hello", Cancellation));
        Assert.Equal(1, await one.SendAsync("m1", "hello", Cancellation));
        await using var other = new ChatClient(_host.Address, _account.ToString(), Page) { Token = one.Token };
        await other.ResumeAsync(Cancellation);

        var seen = await other.Messages.FirstAsync(_ => true, Patience, Cancellation);
        Assert.Equal(new ChatSeen(1, 1, "m1", "visitor", "hello"), seen);
        Assert.Empty(stranger.Messages.Entries);
    }

    [Fact]
    public async Task What_became_of_a_message_is_brought_by_its_own_position()
    {
        await using var visitor = Visitor();
        var session = await visitor.OpenAsync(Cancellation);
        Assert.True(OpaqueId.TryParse(session.GetProperty("visitorId").GetString(), out var id));
        _host.Grains.Write(id, "a secret");
        await visitor.ResumeAsync(Cancellation);
        await visitor.Messages.FirstAsync(_ => true, Patience, Cancellation);

        _host.Grains.Changed[id] = new Athera.Chat.ChatChange { Position = 2, Id = 1, Removed = true };
        Tell(id);

        var told = await visitor.Changes.FirstAsync(_ => true, Patience, Cancellation);
        Assert.Equal(new ChatChanged(2, 1, null, true), told);
        Assert.Equal(2, visitor.Cursor);
    }

    [Fact]
    public async Task Writing_is_told_both_ways_without_names()
    {
        var (tenant, key) = (_tenant, $"key-{_tenant}");
        _host.Grains.Keys[key] = new Athera.Access.Caller(tenant, ["admin"]);
        await using var visitor = Visitor();
        await visitor.OpenAsync(Cancellation);
        await visitor.ResumeAsync(Cancellation);
        await visitor.SendAsync("m1", "hello", Cancellation);
        var conversation = _host.Grains.Transcripts.Values.Single().Id;
        _host.Grains.NewConversation(tenant, conversation);
        await using var inbox = await InboxClient.Connect(_host, key);
        await inbox.Hub.InvokeAsync<object>("Open", conversation.ToString(), null, Cancellation);

        await visitor.Hub.InvokeAsync("Typing", Cancellation);
        var told = await inbox.Typing();
        await inbox.Hub.InvokeAsync("Typing", conversation.ToString(), Cancellation);

        Assert.Equal((conversation.ToString(), "contact"), (told.GetProperty("conversationId").GetString(), told.GetProperty("user").GetString()));
        Assert.True(await visitor.Typing.FirstAsync(_ => true, Patience, Cancellation));
    }

    [Fact]
    public async Task What_was_got_and_seen_is_reported_and_a_no_has_its_code()
    {
        await using var visitor = Visitor();
        await visitor.OpenAsync(Cancellation);
        await visitor.ResumeAsync(Cancellation);

        await visitor.Hub.InvokeAsync("Received", 3L, Cancellation);
        await visitor.Hub.InvokeAsync("Seen", 4L, Cancellation);
        var empty = await Assert.ThrowsAsync<HubException>(() => visitor.SendAsync("m1", "", Cancellation));
        var gone = await Assert.ThrowsAsync<HubException>(() => visitor.SendAsync("m2", "gone", Cancellation));

        Assert.Equal([(3, MessageState.Delivered), (4, MessageState.Read)], _host.Grains.Reported.Select(one => (one.Position, one.State)));
        Assert.Contains("invalid: text: is empty", empty.Message, StringComparison.Ordinal);
        Assert.Contains("not_found:", gone.Message, StringComparison.Ordinal);
        Assert.Equal("closed", await visitor.Ends.FirstAsync(_ => true, Patience, Cancellation));
    }

    [Fact]
    public async Task Nobody_writes_without_end_and_nobody_comes_in_without_a_token_or_from_another_page()
    {
        await using var visitor = Visitor();
        await visitor.OpenAsync(Cancellation);
        await visitor.ResumeAsync(Cancellation);
        var failure = await Assert.ThrowsAsync<HubException>(async () =>
        {
            for (var i = 0; i < 60; i++)
                await visitor.SendAsync($"m{i}", "hello", Cancellation);
        });
        await using var elsewhere = new ChatClient(_host.Address, _account.ToString(), "https://elsewhere.example") { Token = visitor.Token };
        await using var nobody = Visitor();

        Assert.Contains("too_many_requests", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => elsewhere.ResumeAsync(Cancellation));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => nobody.ResumeAsync(Cancellation));
    }

    [Fact]
    public async Task The_script_is_anybodys_to_embed_and_small()
    {
        using var client = _host.Client();

        using var answer = await client.GetAsync($"/chat.js?account={_account}", Cancellation);

        Assert.Equal("text/javascript; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("cross-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync(Cancellation)).Length, 10_000, 60_000);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/chat.js");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again, Cancellation)).StatusCode);
    }

    [Fact]
    public void A_process_takes_so_many_connections_and_so_many_of_one_visitor()
    {
        var connections = new ChatConnections(ChatConnections.MaxEach + 1);
        var (one, other) = (OpaqueId.New(), OpaqueId.New());
        for (var i = 0; i < ChatConnections.MaxEach; i++)
            Assert.True(connections.TryEnter(one));
        Assert.False(connections.TryEnter(one));
        Assert.True(connections.TryEnter(other));
        Assert.False(connections.TryEnter(OpaqueId.New()));
        connections.Leave(one);
        Assert.True(connections.TryEnter(one));
    }

    private ChatClient Visitor() => new(_host.Address, _account.ToString(), Page);

    // What the silo's feed would say.
    private void Tell(OpaqueId visitor)
    {
        _host.Grains.FeedOf(_tenant).Happen(_host.Grains.Transcripts[visitor].Id);
        _signals.Say(_tenant);
    }
}
