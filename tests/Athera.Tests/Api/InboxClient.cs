using System.Text.Json;
using System.Threading.Channels;
using MessagePack;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Tests.Api;

/// <summary>An inbox as a program would write it: it keeps its cursor and what it was told.</summary>
internal sealed class InboxClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Channel<JsonElement> _events = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<JsonElement> _typing = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<JsonElement> _drafts = Channel.CreateUnbounded<JsonElement>();

    private InboxClient(HubConnection hub) => Hub = hub;

    public HubConnection Hub { get; }

    /// <summary>The last position it was told.</summary>
    public long? Cursor { get; private set; }

    public static async Task<InboxClient> Connect(ApiHost host, string key, bool messagePack = false)
    {
        var builder = new HubConnectionBuilder().WithUrl(
            new Uri(host.Address, "/hubs/inbox"), options => options.AccessTokenProvider = () => Task.FromResult<string?>(key));
        if (messagePack)
            builder.AddMessagePackProtocol();
        var client = new InboxClient(builder.Build());
        if (messagePack)
        {
            client.Hub.On<object>("Events", batch => client.Take(Json(batch)));
            client.Hub.On<object>("Typing", notice => client._typing.Writer.TryWrite(Json(notice)));
            client.Hub.On<object>("Draft", notice => client._drafts.Writer.TryWrite(Json(notice)));
        }
        else
        {
            client.Hub.On<JsonElement>("Events", client.Take);
            client.Hub.On<JsonElement>("Typing", notice => client._typing.Writer.TryWrite(notice));
            client.Hub.On<JsonElement>("Draft", notice => client._drafts.Writer.TryWrite(notice));
        }

        await client.Hub.StartAsync();
        return client;
    }

    public async Task Subscribe(long? cursor = null, object? view = null) =>
        Cursor = await Hub.InvokeAsync<long>("Subscribe", view, cursor);

    /// <summary>The next events, as many as are asked for.</summary>
    public async Task<List<JsonElement>> Events(int count)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var events = new List<JsonElement>();
        while (events.Count < count)
            events.Add(await _events.Reader.ReadAsync(deadline.Token));
        return events;
    }

    /// <summary>The positions of the next events.</summary>
    public async Task<List<long>> Positions(int count) =>
        [.. (await Events(count)).Select(happened => happened.GetProperty("position").GetInt64())];

    public Task<JsonElement> Typing() => Next(_typing);

    public Task<JsonElement> Draft() => Next(_drafts);

    public ValueTask DisposeAsync() => Hub.DisposeAsync();

    private static async Task<JsonElement> Next(Channel<JsonElement> heard)
    {
        using var deadline = new CancellationTokenSource(Patience);
        return await heard.Reader.ReadAsync(deadline.Token);
    }

    private static JsonElement Json(object value)
    {
        using var document = JsonDocument.Parse(MessagePackSerializer.ConvertToJson(MessagePackSerializer.Serialize(value)));
        return document.RootElement.Clone();
    }

    private void Take(JsonElement batch)
    {
        Cursor = batch.GetProperty("position").GetInt64();
        foreach (var happened in batch.GetProperty("events").EnumerateArray())
            _events.Writer.TryWrite(happened);
    }
}
