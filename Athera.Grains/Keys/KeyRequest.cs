using System.Security.Cryptography;

namespace Athera.Keys;

/// <summary>Keys somebody waits for.</summary>
/// <param name="Tenant">Whose keys.</param>
/// <param name="Subjects">Which.</param>
/// <param name="Above">What wraps them.</param>
/// <param name="AsOf">The cache's <see cref="KeyCache.Evictions"/> before <paramref name="Above"/> was obtained.</param>
internal sealed record KeyRequest(TenantId Tenant, IReadOnlyList<OpaqueId> Subjects, KeyWrapping Above, long AsOf);

/// <summary>What came of a request; a key that does not open is the trouble of its own request, not of the others in the batch.</summary>
/// <param name="Keys">Those that exist.</param>
/// <param name="Failure">Why one of them cannot be used.</param>
internal readonly record struct KeyAnswer(IReadOnlyList<OpenedKey> Keys, CryptographicException? Failure = null);
