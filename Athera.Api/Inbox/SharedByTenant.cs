namespace Athera.Api.Inbox;

/// <summary>
/// Something that this process has once for each tenant, from when the first asks for it until the last lets it go.
/// </summary>
internal sealed class SharedByTenant<T> : IDisposable where T : class, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, Share> _shares = [];

    /// <summary>How many tenants have one now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _shares.Count;
        }
    }

    /// <summary>Takes part in a tenant's.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="open">Makes it for the first.</param>
    public Shared<T> Join(TenantId tenant, Func<T> open)
    {
        lock (_gate)
        {
            if (!_shares.TryGetValue(tenant, out var share))
                _shares[tenant] = share = new Share(open());
            share.Holders++;
            return new Shared<T>(share.Value, () => Leave(tenant));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var share in _shares.Values)
                share.Value.Dispose();
            _shares.Clear();
        }
    }

    private void Leave(TenantId tenant)
    {
        lock (_gate)
            if (_shares.TryGetValue(tenant, out var share) && --share.Holders == 0)
            {
                _shares.Remove(tenant);
                share.Value.Dispose();
            }
    }

    private sealed class Share(T value)
    {
        public T Value => value;

        public int Holders { get; set; }
    }
}

/// <summary>A hold on what is shared.</summary>
internal sealed class Shared<T>(T value, Action leave) : IDisposable
{
    private Action? _leave = leave;

    public T Value => value;

    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}
