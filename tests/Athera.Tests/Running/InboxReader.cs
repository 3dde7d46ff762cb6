using Athera.Lab.Ledgers;
using Athera.Testing.Silos;
using Microsoft.AspNetCore.SignalR.Client;

namespace Athera.Tests.Running;

/// <summary>Something that happened, as a client of the inbox hub hears of it.</summary>
internal sealed record Heard(long Position, string ConversationId, long Sequence, string Kind);

/// <summary>What an agent is writing, as a client of the inbox hub hears of it.</summary>
internal sealed record DraftHeard(string ConversationId, long Turn, long Number, string Text, bool Over);

/// <summary>A client of the inbox hub. It does not connect again by itself: that is what its test is about.</summary>
internal sealed class InboxReader : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private long _cursor;

    private InboxReader(Uri url)
    {
        _connection = new HubConnectionBuilder()
            .WithUrl(new Uri(url, "/hubs/inbox"), options => options.AccessTokenProvider = () => Task.FromResult<string?>(DemoApi.Key))
            .Build();
        _connection.On<Batch>("Events", Take);
        _connection.On<DraftHeard>("Draft", draft => Drafts.Add(_ => draft));
    }

    /// <summary>All it was brought.</summary>
    public Ledger<Heard> Events { get; } = new(10_000);

    /// <summary>All drafts it heard of.</summary>
    public Ledger<DraftHeard> Drafts { get; } = new(10_000);

    /// <summary>What to come back with.</summary>
    public long Cursor => Interlocked.Read(ref _cursor);

    /// <summary>Subscribes to everything after a cursor, or from now on.</summary>
    public static async Task<InboxReader> SubscribeAsync(Uri url, long? cursor, CancellationToken cancellation)
    {
        var reader = new InboxReader(url);
        await reader._connection.StartAsync(cancellation);
        var from = await reader._connection.InvokeAsync<long>("Subscribe", null, cursor, cancellation);
        // A batch may have come before the answer; its cursor is the newer one.
        Interlocked.CompareExchange(ref reader._cursor, from, 0);
        return reader;
    }

    /// <summary>Opens a conversation.</summary>
    public Task OpenAsync(string conversation, CancellationToken cancellation) =>
        _connection.InvokeAsync<object>("Open", conversation, null, cancellation);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private void Take(Batch batch)
    {
        foreach (var happened in batch.Events)
            Events.Add(_ => happened);
        Interlocked.Exchange(ref _cursor, batch.Position);
    }

    private sealed record Batch(IReadOnlyList<Heard> Events, long Position);
}
