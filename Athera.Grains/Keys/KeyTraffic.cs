using System.Security.Cryptography;
using Athera.Journal;

namespace Athera.Keys;

/// <summary>
/// The vault's way to the database: one lane that reads and one that creates, each a call at a time for everybody who waits. As
/// a lane looks into the cache before it calls, no subject is ever read twice at the same time.
/// </summary>
internal sealed class KeyTraffic : IAsyncDisposable
{
    private readonly IKeyStore _store;
    private readonly KeyCache _cache;
    private readonly StoreDeadline _deadline;
    private readonly GroupCommit<KeyRequest, KeyAnswer> _reads;
    private readonly GroupCommit<KeyRequest, KeyAnswer> _creations;

    public KeyTraffic(IKeyStore store, KeyCache cache, KeyVaultOptions options, TimeProvider time)
    {
        _store = store;
        _cache = cache;
        _deadline = new StoreDeadline(options.StoreTimeout, time);
        var bounds = new GroupCommitBounds(
            options.QueuedRequests, (long)options.QueuedRequests * options.BatchKeys, options.BatchKeys, options.BatchKeys);
        _reads = new GroupCommit<KeyRequest, KeyAnswer>(bounds, (batch, stop) => AnswerAsync(batch, create: false, stop));
        _creations = new GroupCommit<KeyRequest, KeyAnswer>(bounds, (batch, stop) => AnswerAsync(batch, create: true, stop));
    }

    /// <summary>Those of the keys that exist.</summary>
    public Task<IReadOnlyList<OpenedKey>> ReadAsync(KeyRequest request, CancellationToken cancellation) =>
        SubmitAsync(_reads, request, cancellation);

    /// <summary>The keys, created if they do not exist; another tenant's are left out.</summary>
    public Task<IReadOnlyList<OpenedKey>> CreateAsync(KeyRequest request, CancellationToken cancellation) =>
        SubmitAsync(_creations, request, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _reads.DisposeAsync();
        await _creations.DisposeAsync();
    }

    private static async Task<IReadOnlyList<OpenedKey>> SubmitAsync(
        GroupCommit<KeyRequest, KeyAnswer> lane, KeyRequest request, CancellationToken cancellation)
    {
        var waiting = lane.Submit(request, request.Subjects.Count, cancellation)
            ?? throw new StoreUnavailableException("Too many keys are waited for already, or the vault is closed.");
        var answer = await waiting;
        return answer.Failure is { } failure
            ? throw new CryptographicException(failure.Message, failure)
            : answer.Keys;
    }

    private async Task<IReadOnlyList<KeyAnswer>> AnswerAsync(
        IReadOnlyList<KeyRequest> batch, bool create, CancellationToken stop)
    {
        // Held from here on: what the cache has now it may not have any more when the answers are put together.
        var known = new Dictionary<OpaqueId, OpenedKey>();
        var unknown = new Dictionary<OpaqueId, KeyRequest>();
        foreach (var request in batch)
        {
            foreach (var subject in request.Subjects)
            {
                if (_cache.Find(request.Tenant, subject) is { } key)
                    known[subject] = key;
                else
                    unknown.TryAdd(subject, request);
            }
        }

        if (create && unknown.Count > 0)
            await AddAsync(unknown, stop);
        var rows = unknown.Count > 0 ? await FindAsync(unknown.Keys, stop) : [];
        return [.. batch.Select(request => Answer(request, known, rows))];
    }

    private Task AddAsync(Dictionary<OpaqueId, KeyRequest> missing, CancellationToken stop)
    {
        WrappedKey[] keys = [.. missing.Select(one => one.Value.Above.WrapNew(one.Value.Tenant, one.Key))];
        return _deadline.RunAsync(token => _store.AddAsync(keys, token), stop);
    }

    /// <summary>Also after adding: if somebody else was first, his key is the one that counts.</summary>
    private async Task<Dictionary<OpaqueId, WrappedKey>> FindAsync(IReadOnlyCollection<OpaqueId> subjects, CancellationToken stop)
    {
        var rows = await _deadline.RunAsync(token => _store.FindAsync(subjects, token), stop);
        return rows.ToDictionary(row => row.Subject);
    }

    private KeyAnswer Answer(
        KeyRequest request, Dictionary<OpaqueId, OpenedKey> known, Dictionary<OpaqueId, WrappedKey> rows)
    {
        var keys = new List<OpenedKey>(request.Subjects.Count);
        try
        {
            foreach (var subject in request.Subjects)
            {
                if (known.TryGetValue(subject, out var key) && key.Tenant == request.Tenant)
                    keys.Add(key);
                else if (rows.TryGetValue(subject, out var row) && row.Tenant == request.Tenant)
                    keys.Add(known[subject] = _cache.Add(OpenedKey.Open(row, request.Above), request.AsOf));
            }

            return new KeyAnswer(keys);
        }
        catch (CryptographicException failure)
        {
            return new KeyAnswer([], failure);
        }
    }
}
