using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Athera.Api.Chat;

/// <summary>How many files may be brought: by one visitor, from one network address, and at once.</summary>
internal sealed class ChatUploadRate(int perMinute) : IDisposable
{
    /// <summary>Of one visitor at once: as many as a message carries, and again.</summary>
    private const int BurstOfVisitor = 20;

    /// <summary>Of one visitor from then on.</summary>
    private const int PerMinuteOfVisitor = 4;

    /// <summary>Of one visitor under way.</summary>
    private const int AtOnceOfVisitor = 3;

    /// <summary>Of all visitors under way in this process; each takes about a megabyte.</summary>
    private const int AtOnce = 32;

    // What is under way first: a file that finds no place has not used up anything.
    private readonly PartitionedRateLimiter<Bringer> _all = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<Bringer, int>(static _ => Places(0, AtOnce)),
        PartitionedRateLimiter.Create<Bringer, OpaqueId>(static who => Places(who.Visitor, AtOnceOfVisitor)),
        PartitionedRateLimiter.Create<Bringer, OpaqueId>(static who => Bucket(who.Visitor, BurstOfVisitor, PerMinuteOfVisitor)),
        PartitionedRateLimiter.Create<Bringer, System.Net.IPAddress>(who => Bucket(who.Network, perMinute, perMinute)));

    /// <summary>Takes a place for one file, if there is one; it is given back with what this gives.</summary>
    public RateLimitLease Enter(HttpContext context, OpaqueId visitor) => _all.AttemptAcquire(new Bringer(visitor, ChatRate.NetworkOf(context)));

    public void Dispose() => _all.Dispose();

    private static RateLimitPartition<T> Places<T>(T whose, int places) => RateLimitPartition.GetConcurrencyLimiter(
        whose, _ => new ConcurrencyLimiterOptions { PermitLimit = places, QueueLimit = 0 });

    private static RateLimitPartition<T> Bucket<T>(T whose, int burst, int perMinute) => RateLimitPartition.GetTokenBucketLimiter(
        whose, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = perMinute,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        });

    private readonly record struct Bringer(OpaqueId Visitor, System.Net.IPAddress Network);
}
