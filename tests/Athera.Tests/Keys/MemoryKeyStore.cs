using System.Collections.Concurrent;
using Athera.Keys;
using Athera.Tests.Journal;

namespace Athera.Tests.Keys;

/// <summary>A key database in memory: the first key of a subject stays, a destroyed one is gone. Calls can be held at a door.</summary>
public sealed class MemoryKeyStore : IKeyStore
{
    private readonly ConcurrentDictionary<OpaqueId, WrappedKey> _rows = new();
    private readonly ConcurrentQueue<Func<CancellationToken, Task>> _beforeAdd = new();
    private readonly ConcurrentQueue<Func<CancellationToken, Task>> _beforeFind = new();
    private readonly ConcurrentQueue<Func<CancellationToken, Task>> _afterFind = new();
    private readonly ConcurrentQueue<int> _added = new();
    private readonly ConcurrentQueue<int> _found = new();

    /// <summary>How many keys each call tried to store.</summary>
    public IEnumerable<int> Added => _added;

    /// <summary>How many keys each call asked for.</summary>
    public IEnumerable<int> Found => _found;

    public IEnumerable<WrappedKey> Rows => _rows.Values;

    public Gate HoldNextAdd() => Hold(_beforeAdd);

    public Gate HoldNextFind() => Hold(_beforeFind);

    /// <summary>Holds the next answer: it is read, but not given yet.</summary>
    public Gate HoldNextAnswer() => Hold(_afterFind);

    public void FailNextFind(Exception failure) => _beforeFind.Enqueue(_ => Task.FromException(failure));

    public void Put(WrappedKey row) => _rows[row.Subject] = row;

    public void Destroy(OpaqueId subject) => _rows.TryRemove(subject, out _);

    public Task MigrateAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task PingAsync(CancellationToken cancellation) => Task.CompletedTask;

    public async Task AddAsync(IReadOnlyCollection<WrappedKey> keys, CancellationToken cancellation)
    {
        _added.Enqueue(keys.Count);
        await PassAsync(_beforeAdd, cancellation);
        foreach (var key in keys)
            _rows.TryAdd(key.Subject, key);
    }

    public async Task<IReadOnlyList<WrappedKey>> FindAsync(IReadOnlyCollection<OpaqueId> subjects, CancellationToken cancellation)
    {
        _found.Enqueue(subjects.Count);
        await PassAsync(_beforeFind, cancellation);
        WrappedKey[] rows = [.. subjects.Where(_rows.ContainsKey).Select(subject => _rows[subject])];
        await PassAsync(_afterFind, cancellation);
        return rows;
    }

    private static Gate Hold(ConcurrentQueue<Func<CancellationToken, Task>> doors)
    {
        var gate = new Gate();
        doors.Enqueue(gate.PassAsync);
        return gate;
    }

    private static Task PassAsync(ConcurrentQueue<Func<CancellationToken, Task>> doors, CancellationToken cancellation) =>
        doors.TryDequeue(out var door) ? door(cancellation) : Task.CompletedTask;
}
