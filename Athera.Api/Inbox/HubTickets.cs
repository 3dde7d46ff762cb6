using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Athera.Api.Access;

namespace Athera.Api.Inbox;

/// <summary>
/// Tickets that let a browser into the hub: it cannot set a header on a WebSocket, and an API key must not stand in a URL. A ticket
/// lives a minute, works once, and only on the process that gave it out: several processes need sticky sessions, as SignalR does.
/// </summary>
internal sealed class HubTickets(TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);
    private const int Capacity = 10_000;
    private const int Bytes = 32;

    private readonly ConcurrentDictionary<string, Ticket> _tickets = new(StringComparer.Ordinal);

    /// <summary>Gives out a ticket, unless too many are out.</summary>
    public bool TryIssue(CallerIdentity caller, [NotNullWhen(true)] out string? ticket, out DateTimeOffset expiresAt)
    {
        ticket = null;
        expiresAt = time.GetUtcNow() + Lifetime;
        if (_tickets.Count >= Capacity)
            Forget(time.GetUtcNow());
        if (_tickets.Count >= Capacity)
            return false;
        ticket = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        _tickets[ticket] = new Ticket(caller, expiresAt);
        return true;
    }

    /// <summary>Takes a ticket; it is worth nothing afterwards.</summary>
    public CallerIdentity? Redeem(string ticket) =>
        _tickets.TryRemove(ticket, out var known) && known.ExpiresAt > time.GetUtcNow() ? known.Caller : null;

    private void Forget(DateTimeOffset now)
    {
        foreach (var (ticket, known) in _tickets)
            if (known.ExpiresAt <= now)
                _tickets.TryRemove(ticket, out _);
    }

    private sealed record Ticket(CallerIdentity Caller, DateTimeOffset ExpiresAt);
}
