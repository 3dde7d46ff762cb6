using Athera.Keys;
using Athera.Knowledge.Searching;
using Athera.Sourcing;

namespace Athera.Knowledge.Embedding;

/// <summary>The vectors of the tenants that were asked about lately, kept on the silo for a moment. All of a tenant's are compared.</summary>
/// <param name="store">Where they are stored.</param>
/// <param name="vault">The keys.</param>
/// <param name="clock">The clock.</param>
public sealed class MeaningIndex(IKnowledgeStore store, IKeyVault vault, TimeProvider clock)
{
    /// <summary>Vectors of a tenant that are compared; with 1,536 numbers each they take 12 MB. Parts beyond are found by their words.</summary>
    public const int MaxVectors = 4000;

    private const int MaxTenants = 16;

    // Far from any question in every direction: nothing said there is an answer.
    private const float LeastCosine = 0.25f;

    /// <summary>A version made on another silo is found by its meaning here after at most this long; on this silo at once.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    private readonly FreshCache<(TenantId Tenant, string Model), IReadOnlyList<Meaning>> _meanings = new(Freshness, MaxTenants, clock);

    private sealed record Meaning(PartKey Key, string Language, Half[] Vector);

    /// <summary>The parts nearest to a question, nearest first.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="model">What made the question's vector.</param>
    /// <param name="question">Its vector, of length 1.</param>
    /// <param name="language">Only articles of this language, without region.</param>
    /// <param name="limit">At most this many.</param>
    /// <exception cref="Journal.StoreUnavailableException">They are not kept and the database does not answer.</exception>
    public async Task<IReadOnlyList<PartKey>> NearestAsync(TenantId tenant, string model, float[] question, string? language, int limit)
    {
        var all = await _meanings.GetAsync((tenant, model), ReadAsync);
        return [.. all.Where(meaning => language is null || meaning.Language == language)
            .Select(meaning => (meaning.Key, Cosine: VectorForm.Cosine(question, meaning.Vector)))
            .Where(near => near.Cosine >= LeastCosine)
            .OrderByDescending(near => near.Cosine).Take(limit).Select(near => near.Key)];
    }

    /// <summary>Reads a tenant's again next time.</summary>
    public void Forget(TenantId tenant, string model) => _meanings.Forget((tenant, model));

    private async Task<IReadOnlyList<Meaning>> ReadAsync((TenantId Tenant, string Model) asked)
    {
        var stored = await store.ListVectorsAsync(asked.Tenant, asked.Model, MaxVectors, CancellationToken.None);
        if (stored.Count == 0)
            return [];
        var key = await vault.GetAsync(asked.Tenant, asked.Tenant.Value, CancellationToken.None);
        return await Task.Run(() => stored.Select(v => new Meaning(v.Key, v.Language, VectorForm.Open(asked.Tenant, v, key))).ToList());
    }
}
