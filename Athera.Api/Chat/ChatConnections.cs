namespace Athera.Api.Chat;

/// <summary>How many visitors are connected to this process, and how often each.</summary>
/// <param name="capacity">As many connections at once.</param>
internal sealed class ChatConnections(int capacity)
{
    /// <summary>A visitor's tabs and devices.</summary>
    public const int MaxEach = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<OpaqueId, int> _each = [];
    private int _all;

    /// <summary>Takes a place, if there is one.</summary>
    public bool TryEnter(OpaqueId visitor)
    {
        lock (_gate)
        {
            var own = _each.GetValueOrDefault(visitor);
            if (_all >= capacity || own >= MaxEach)
                return false;
            _each[visitor] = own + 1;
            _all++;
            return true;
        }
    }

    /// <summary>Gives it back.</summary>
    public void Leave(OpaqueId visitor)
    {
        lock (_gate)
        {
            _all--;
            var own = _each.GetValueOrDefault(visitor) - 1;
            if (own > 0)
                _each[visitor] = own;
            else
                _each.Remove(visitor);
        }
    }
}
