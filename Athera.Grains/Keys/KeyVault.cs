namespace Athera.Keys;

/// <summary>
/// The vault of this process. Only wrapped keys are ever in the database; an opened one is in the cache or with its user.
/// </summary>
public sealed class KeyVault : IKeyVault, IAsyncDisposable
{
    private readonly RootKey _root;
    private readonly KeyCache _cache;
    private readonly KeyTraffic _traffic;
    private readonly int _batch;

    /// <summary>Opens the vault.</summary>
    public KeyVault(IKeyStore store, RootKey root, KeyVaultOptions options, TimeProvider time)
    {
        _root = root;
        _cache = new KeyCache(options.CachedKeys);
        _traffic = new KeyTraffic(store, _cache, options, time);
        _batch = options.BatchKeys;
    }

    /// <inheritdoc/>
    public ValueTask<SubjectKey> GetAsync(TenantId tenant, OpaqueId subject, CancellationToken cancellation) =>
        _cache.Find(tenant, subject) is { } key
            ? new ValueTask<SubjectKey>(key.Sealing)
            : Sealing(LoadAsync(tenant, subject, cancellation), subject);

    /// <inheritdoc/>
    public async ValueTask<SubjectKey> CreateAsync(TenantId tenant, OpaqueId subject, CancellationToken cancellation)
    {
        if (subject == OpaqueId.None && tenant != TenantId.Platform)
            throw new ArgumentException("Athera's own key belongs to no tenant.", nameof(subject));
        if (_cache.Find(tenant, subject) is { } present)
            return present.Sealing;
        var asOf = _cache.Evictions;
        var above = await LoadAboveAsync(tenant, subject, cancellation) ?? throw Missing(tenant.Value);
        return await _traffic.CreateAsync(new KeyRequest(tenant, [subject], above, asOf), cancellation) is [var key]
            ? key.Sealing
            : throw Missing(subject);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<OpaqueId, SubjectKey>> GetManyAsync(
        TenantId tenant, IReadOnlyCollection<OpaqueId> subjects, CancellationToken cancellation)
    {
        var keys = new Dictionary<OpaqueId, SubjectKey>(subjects.Count);
        var unknown = new HashSet<OpaqueId>();
        var asOf = _cache.Evictions;
        foreach (var subject in subjects)
        {
            if (_cache.Find(tenant, subject) is { } key)
                keys[subject] = key.Sealing;
            else
                unknown.Add(subject);
        }

        if (unknown.Count == 0 || await LoadAsync(tenant, tenant.Value, cancellation) is not { } own)
            return keys;
        if (unknown.Remove(tenant.Value))
            keys[tenant.Value] = own.Sealing;
        var reads = unknown.Chunk(_batch)
            .Select(part => _traffic.ReadAsync(new KeyRequest(tenant, part, own.OfTenant!.Value.Wrapping, asOf), cancellation));
        foreach (var key in (await Task.WhenAll(reads)).SelectMany(part => part))
            keys[key.Subject] = key.Sealing;
        return keys;
    }

    /// <inheritdoc/>
    public async ValueTask<LookupKey> GetLookupKeyAsync(TenantId tenant, CancellationToken cancellation) =>
        (await LoadAsync(tenant, tenant.Value, cancellation))?.OfTenant?.Lookup ?? throw Missing(tenant.Value);

    /// <inheritdoc/>
    public void Evict(OpaqueId subject) => _cache.Evict(subject);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _traffic.DisposeAsync();

    private async ValueTask<OpenedKey?> LoadAsync(TenantId tenant, OpaqueId subject, CancellationToken cancellation)
    {
        if (_cache.Find(tenant, subject) is { } present)
            return present;
        var asOf = _cache.Evictions;
        return await LoadAboveAsync(tenant, subject, cancellation) is { } above
            && await _traffic.ReadAsync(new KeyRequest(tenant, [subject], above, asOf), cancellation) is [var key]
            ? key
            : null;
    }

    private async ValueTask<KeyWrapping?> LoadAboveAsync(TenantId tenant, OpaqueId subject, CancellationToken cancellation) =>
        subject == tenant.Value
            ? _root.Wrapping
            : (await LoadAsync(tenant, tenant.Value, cancellation))?.OfTenant?.Wrapping;

    private static async ValueTask<SubjectKey> Sealing(ValueTask<OpenedKey?> loading, OpaqueId subject) =>
        (await loading)?.Sealing ?? throw Missing(subject);

    private static KeyMissingException Missing(OpaqueId subject) =>
        new($"The key of {subject} does not exist or was destroyed.");
}
