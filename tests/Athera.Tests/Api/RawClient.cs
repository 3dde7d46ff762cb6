using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Athera.Tests.Api;

/// <summary>A client that reads only when it is told to, through buffers as small as they go.</summary>
internal sealed class RawClient(ClientWebSocket socket, HttpMessageInvoker invoker) : IDisposable
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
