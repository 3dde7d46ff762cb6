using System.Collections.Concurrent;
using Athera.Access;

namespace Athera.Api.Access;

/// <summary>
/// Asks the silo whose key it is, and remembers the answer for a moment: a revoked key works at most <see cref="Remembered"/>
/// longer. A no is not remembered, so that guessing keys cannot push out the good ones.
/// </summary>
internal sealed class KnownCallers(IGrainFactory grains, TimeProvider time)
{
    public const int MaxKeyLength = 512;
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<ApiKeyDigest, Known> _known = new();

    public async ValueTask<CallerIdentity?> Find(string apiKey, string scheme)
    {
        if (apiKey.Length is 0 or > MaxKeyLength)
            return null;
        var digest = ApiKeyDigest.Of(apiKey);
        var now = time.GetTimestamp();
        if (_known.TryGetValue(digest, out var known) && time.GetElapsedTime(known.Since, now) < Remembered)
            return known.Identity;
        var caller = await grains.GetGrain<IAccessGrain>(0).Authenticate(apiKey);
        if (caller is null)
        {
            _known.TryRemove(digest, out _);
            return null;
        }

        var identity = new CallerIdentity(caller, digest.UserName, scheme);
        // Forgetting everybody costs each one call; keeping an order of use would cost every request.
        if (_known.Count >= Capacity)
            _known.Clear();
        _known[digest] = new Known(identity, now);
        return identity;
    }

    private readonly record struct Known(CallerIdentity Identity, long Since);
}
