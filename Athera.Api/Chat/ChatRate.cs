using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Athera.Api.Chat;

/// <summary>How many sessions may be opened: by one network address, and of one account.</summary>
internal sealed class ChatRate(int perMinute) : IDisposable
{
    /// <summary>Of one account in a second; a page with more new visitors than that is under attack or on television.</summary>
    private const int PerAccount = 200;

    private readonly PartitionedRateLimiter<IPAddress> _addresses = PartitionedRateLimiter.Create<IPAddress, IPAddress>(network =>
        RateLimitPartition.GetTokenBucketLimiter(network, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = Math.Max(1, perMinute / 6),
            ReplenishmentPeriod = perMinute >= 6 ? TimeSpan.FromSeconds(10) : TimeSpan.FromMinutes(1) / perMinute,
            QueueLimit = 0,
        }));

    private readonly PartitionedRateLimiter<ChannelAccountId> _accounts =
        PartitionedRateLimiter.Create<ChannelAccountId, ChannelAccountId>(static account =>
            RateLimitPartition.GetTokenBucketLimiter(account, static _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = PerAccount,
                TokensPerPeriod = PerAccount,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));

    /// <summary>Whether an address may ask.</summary>
    public bool Allows(HttpContext context)
    {
        using var lease = _addresses.AttemptAcquire(NetworkOf(context));
        return lease.IsAcquired;
    }

    /// <summary>Whether an account, known to exist, may have one more session opened.</summary>
    public bool Allows(ChannelAccountId account)
    {
        using var lease = _accounts.AttemptAcquire(account);
        return lease.IsAcquired;
    }

    /// <summary>Where a request comes from, as far as it counts.</summary>
    public static IPAddress NetworkOf(HttpContext context) => NetworkOf(context.Connection.RemoteIpAddress ?? IPAddress.None);

    public void Dispose()
    {
        _addresses.Dispose();
        _accounts.Dispose();
    }

    // One customer of a network has 2^64 addresses of the newer kind.
    private static IPAddress NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
