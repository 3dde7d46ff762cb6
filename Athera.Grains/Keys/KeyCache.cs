using System.Collections.Concurrent;

namespace Athera.Keys;

/// <summary>
/// Opened keys, at most as many as it has places. Finding takes no lock; a full cache gives up a key that was not asked for since
/// the hand of the clock last passed it, which is nearly the least recently used one and needs no list to keep in order.
/// </summary>
internal sealed class KeyCache(int capacity)
{
    private readonly ConcurrentDictionary<OpaqueId, Place> _places = new();
    private readonly Place?[] _ring = new Place?[capacity];
    private readonly Lock _turn = new();
    private int _hand;
    private long _evictions;

    /// <summary>How often something was evicted: what was read from the database before the last time may be destroyed by now.</summary>
    public long Evictions => Volatile.Read(ref _evictions);

    public OpenedKey? Find(TenantId tenant, OpaqueId subject)
    {
        if (!_places.TryGetValue(subject, out var place) || place.Key.Tenant != tenant)
            return null;
        place.Used = true;
        return place.Key;
    }

    /// <summary>Keeps a key and says which to use: the one there already, if there is one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="asOf">
    /// <see cref="Evictions"/> before it and the key above it were read. If something was evicted since, the key may be used
    /// for what was asked then but is not kept.
    /// </param>
    public OpenedKey Add(OpenedKey key, long asOf)
    {
        lock (_turn)
        {
            if (asOf != _evictions)
                return key;
            if (_places.TryGetValue(key.Subject, out var present))
                return present.Key;
            var place = new Place(key);
            _ring[FreePlace()] = place;
            _places[key.Subject] = place;
            return key;
        }
    }

    /// <summary>Forgets a subject's key, and all keys of a tenant if the subject is one.</summary>
    public void Evict(OpaqueId subject)
    {
        lock (_turn)
        {
            Volatile.Write(ref _evictions, _evictions + 1);
            for (var i = 0; i < _ring.Length; i++)
            {
                if (_ring[i] is { } place && (place.Key.Subject == subject || place.Key.Tenant.Value == subject))
                    Clear(i);
            }
        }
    }

    private int FreePlace()
    {
        // At most once around: those who ask meanwhile must not keep the hand going for ever.
        for (var seen = 0; seen < _ring.Length && _ring[_hand] is { Used: true } place; seen++)
        {
            place.Used = false;
            _hand = (_hand + 1) % _ring.Length;
        }

        var free = _hand;
        _hand = (_hand + 1) % _ring.Length;
        Clear(free);
        return free;
    }

    private void Clear(int index)
    {
        if (_ring[index] is not { } place)
            return;
        _places.TryRemove(place.Key.Subject, out _);
        _ring[index] = null;
    }

    private sealed class Place(OpenedKey key)
    {
        public OpenedKey Key => key;

        public bool Used { get; set; }
    }
}
