using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Athera.Lab.Ledgers;
using Microsoft.AspNetCore.SignalR.Client;

namespace Athera.Tests.Api;

/// <summary>A message as a visitor's client is told of it.</summary>
internal sealed record ChatSeen(long Position, long Id, string? ClientMessageId, string Author, string? Text);

/// <summary>What became of a message, as a visitor's client is told.</summary>
internal sealed record ChatChanged(long Position, long Id, string? Text, bool Removed);

/// <summary>A visitor's client as a program would write it: it keeps its token and cursor, and comes back with them when it is told to.</summary>
internal sealed class ChatClient : IAsyncDisposable
{
    private readonly Uri _server;
    private readonly string _account;
    private readonly string _origin;
    private HubConnection? _hub;
    private long _cursor = -1;

    public ChatClient(Uri server, string account, string origin) => (_server, _account, _origin) = (server, account, origin);

    /// <summary>All it was brought.</summary>
    public Ledger<ChatSeen> Messages { get; } = new(10_000);

    /// <summary>What it was told became of messages.</summary>
    public Ledger<ChatChanged> Changes { get; } = new(1_000);

    /// <summary>Whether somebody was said to be writing.</summary>
    public Ledger<bool> Typing { get; } = new(1_000);

    /// <summary>Why chats ended.</summary>
    public Ledger<string> Ends { get; } = new(100);

    public string? Token { get; set; }

    public HubConnection Hub => _hub ?? throw new InvalidOperationException("It has not resumed.");

    /// <summary>What to come back with; null when nothing was brought yet.</summary>
    public long? Cursor => Interlocked.Read(ref _cursor) is >= 0 and var cursor ? cursor : null;

    /// <summary>Asks for a session, with the token it has.</summary>
    public async Task<HttpResponseMessage> AskAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server, "/api/v1/chat/sessions"))
        {
            Content = JsonContent.Create(new { account = _account, token = Token }),
        };
        request.Headers.Add("Origin", _origin);
        return await http.SendAsync(request, cancellation);
    }

    /// <summary>Opens or renews its session.</summary>
    public async Task<JsonElement> OpenAsync(CancellationToken cancellation)
    {
        using var answer = await AskAsync(cancellation);
        if (answer.StatusCode != HttpStatusCode.OK)
            throw new HttpRequestException($"A session was answered {answer.StatusCode}.");
        var session = await answer.Json();
        Token = session.GetProperty("token").GetString();
        return session;
    }

    /// <summary>Connects and resumes after what it was brought, here or on another process.</summary>
    public async Task ResumeAsync(CancellationToken cancellation, Uri? server = null)
    {
        await DropAsync();
        var hub = new HubConnectionBuilder().WithUrl(new Uri(server ?? _server, "/chat"), options =>
        {
            options.AccessTokenProvider = () => Task.FromResult(Token);
            options.Headers.Add("Origin", _origin);
        }).Build();
        _hub = hub;
        hub.On<Batch>("Messages", batch =>
        {
            foreach (var message in batch.Messages)
                Messages.Add(_ => message);
            Interlocked.Exchange(ref _cursor, batch.Position);
            foreach (var change in batch.Changes)
                Changes.Add(_ => change);
        });
        hub.On<JsonElement>("Typing", sign => Typing.Add(_ => sign.GetProperty("typing").GetBoolean()));
        hub.On<JsonElement>("Ended", end => Ends.Add(_ => end.GetProperty("reason").GetString()!));
        await hub.StartAsync(cancellation);
        await hub.InvokeAsync<JsonElement>("Resume", Cursor, cancellation);
    }

    /// <summary>Sends; answered when it is durable.</summary>
    public async Task<long> SendAsync(string id, string text, CancellationToken cancellation) =>
        (await Hub.InvokeAsync<JsonElement>("Send", id, text, cancellation)).GetProperty("position").GetInt64();

    /// <summary>Loses its connection.</summary>
    public async Task DropAsync()
    {
        if (_hub is { } hub)
            await hub.DisposeAsync();
        _hub = null;
    }

    public async ValueTask DisposeAsync() => await DropAsync();

    private sealed record Batch(IReadOnlyList<ChatSeen> Messages, IReadOnlyList<ChatChanged> Changes, long Position);
}
