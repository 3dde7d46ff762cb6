using Athera.Channels;

namespace Athera.Refusals;

/// <summary>
/// What this silo has counted for one account and not yet told. It tells soon after the first, and the longer webhooks go on being
/// refused, the seldomer: whoever sends them must not decide how much is written.
/// </summary>
internal sealed class RefusalTally
{
    /// <summary>How soon the first refusal is told of.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);

    /// <summary>How seldom at most, and after how long a silence the next is a first again.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>One refusal in so long is looked into.</summary>
    public static readonly TimeSpan ExplainEvery = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, RefusalCount> _counts = [];
    private ExplainedRefusal? _last;
    private DateTimeOffset _explainAt = DateTimeOffset.MinValue;
    private DateTimeOffset _tellAt = DateTimeOffset.MinValue;
    private DateTimeOffset _toldAt = DateTimeOffset.MinValue;
    private TimeSpan _wait = FirstWait;

    /// <summary>Counts one.</summary>
    public void Count(string reason, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_counts.Count == 0)
                Plan(now);
            var before = _counts.GetValueOrDefault(reason)?.Count ?? 0;
            _counts[reason] = new RefusalCount(reason, before + 1, now);
        }
    }

    /// <summary>Whether to look into this one; for the next few seconds no other is.</summary>
    public bool MayExplain(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (now < _explainAt)
                return false;
            _explainAt = now + ExplainEvery;
            return true;
        }
    }

    /// <summary>Keeps what looking into one found.</summary>
    public void Explained(ExplainedRefusal refusal)
    {
        lock (_gate)
            _last = refusal;
    }

    /// <summary>What is to be told now, if anything is; it is then no longer here.</summary>
    public CountedRefusals? Take(DateTimeOffset now, bool all)
    {
        lock (_gate)
        {
            if (_counts.Count == 0 || (!all && now < _tellAt))
                return null;
            var counted = new CountedRefusals([.. _counts.Values], _last);
            _counts.Clear();
            _last = null;
            _toldAt = now;
            _wait = _wait * 2 < LongestWait ? _wait * 2 : LongestWait;
            return counted;
        }
    }

    /// <summary>Takes back what could not be told.</summary>
    public void Return(CountedRefusals counted, DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (var count in counted.Counts)
            {
                var known = _counts.GetValueOrDefault(count.Reason);
                _counts[count.Reason] = known is null ? count : known with { Count = known.Count + count.Count };
            }
            _last ??= counted.Last;
            _tellAt = now + _wait;
        }
    }

    /// <summary>Whether nothing is left to tell and nothing was told for so long that it can be forgotten.</summary>
    public bool IsOver(DateTimeOffset now)
    {
        lock (_gate)
            return _counts.Count == 0 && now - _toldAt > LongestWait;
    }

    private void Plan(DateTimeOffset now)
    {
        if (now - _toldAt > LongestWait)
            _wait = FirstWait;
        _tellAt = now + _wait;
    }
}
