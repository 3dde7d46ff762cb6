using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Athera.Tests.Api;

// What a client asks of the hub, and who may.
public sealed partial class HubTests
{
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
            () => client.Hub.InvokeAsync<object>("Send", id.ToString(), "m-2", new { text = new string('x', 16_385) }));

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
}
