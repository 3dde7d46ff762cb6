using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Athera.Sourcing;

/// <summary>
/// Keeps for a moment what was read, so that a message does not cost a read of what hardly ever changes. However many ask for the
/// same thing at once, it is read once.
/// </summary>
/// <typeparam name="TKey">What is asked for.</typeparam>
/// <typeparam name="TValue">What was read, absence included.</typeparam>
/// <param name="freshness">What was read longer ago is read again: how late a change made on another silo is noticed.</param>
/// <param name="limit">Entries kept; beyond it all are dropped, which costs reads and nothing else.</param>
/// <param name="clock">The clock.</param>
public sealed class FreshCache<TKey, TValue>(TimeSpan freshness, int limit, TimeProvider clock) where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();

    private sealed class Entry(long readAt, Entry? before)
    {
        public long ReadAt { get; } = readAt;
        public Entry? Before { get; set; } = before;
        public TaskCompletionSource<TValue> Value { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public Entry? Last => Value.Task.IsCompletedSuccessfully ? this : Before;
    }

    /// <summary>What was read a moment ago, or what <paramref name="read"/> gives now. A read that fails is not kept.</summary>
    public ValueTask<TValue> GetAsync(TKey key, Func<TKey, Task<TValue>> read)
    {
        while (true)
        {
            var known = _entries.GetValueOrDefault(key);
            if (known is not null && clock.GetElapsedTime(known.ReadAt) < freshness && !known.Value.Task.IsFaulted)
                return new(known.Value.Task);
            var fresh = new Entry(clock.GetTimestamp(), known?.Last);
            if (known is null ? _entries.TryAdd(key, fresh) : _entries.TryUpdate(key, fresh, known))
                return new(ReadAsync(key, fresh, read));
        }
    }

    /// <summary>What was last read, if that is not longer ago: for when nothing can be read.</summary>
    public bool TryGetLast(TKey key, TimeSpan within, [MaybeNullWhen(false)] out TValue value)
    {
        var last = _entries.GetValueOrDefault(key)?.Last;
        var found = last is not null && clock.GetElapsedTime(last.ReadAt) < within;
        value = found ? last!.Value.Task.Result : default;
        return found;
    }

    /// <summary>Forgets one thing.</summary>
    public void Forget(TKey key) => _entries.TryRemove(key, out _);

    /// <summary>Forgets everything.</summary>
    public void Clear() => _entries.Clear();

    private async Task<TValue> ReadAsync(TKey key, Entry entry, Func<TKey, Task<TValue>> read)
    {
        if (_entries.Count > limit)
            _entries.Clear();
        try
        {
            entry.Value.SetResult(await read(key));
            entry.Before = null;
        }
        catch (Exception e)
        {
            // Whoever waits hears of it; nobody who comes later does.
            if (entry.Before is not { } before || !_entries.TryUpdate(key, before, entry))
                _entries.TryRemove(KeyValuePair.Create(key, entry));
            entry.Value.SetException(e);
        }
        return await entry.Value.Task;
    }
}
