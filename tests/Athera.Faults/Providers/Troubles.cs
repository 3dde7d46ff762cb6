using Athera.FaultRuns.Customers;
using Athera.Lab.Faults;
using Athera.Lab.Meta;
using Athera.Lab.Twilio;

namespace Athera.FaultRuns.Providers;

/// <summary>
/// What the calls of each tenant meet at its providers. The faults themselves are the lab's; here is only who meets which, and when.
/// </summary>
/// <param name="cast">Who takes part.</param>
/// <param name="seed">Of the dice.</param>
internal sealed class Troubles(Cast cast, int seed)
{
    private const double Share = 0.25;

    /// <summary>Longer than a silo waits for the answer to a send.</summary>
    private static readonly TimeSpan TooLate = TimeSpan.FromSeconds(12);

    private static readonly Func<bool, Fault>[] Rough =
    [
        twilio => twilio ? TwilioErrors.Refuse(20429) : GraphErrors.Refuse(130429),
        twilio => twilio ? TwilioErrors.Refuse(20503) : GraphErrors.Refuse(131016),
        twilio => Fault.TakeThenRefuse(new ProviderAnswer(500, twilio ? TwilioErrors.Answer(20500).Body : "<html>bad gateway</html>")),
        _ => Fault.Refuse(new ProviderAnswer(502, "<html>bad gateway</html>", "text/html")),
        _ => Fault.Late(TimeSpan.FromSeconds(2)),
        _ => Fault.TakeThenHang with { Delay = TooLate },
        _ => Fault.Drop,
    ];

    private static readonly Fault[] Lost = [Fault.TakeThenDrop, Fault.TakeThenRefuse(new ProviderAnswer(504, "", "text/html"))];

    private readonly Lock _gate = new();
    private readonly Random _dice = new(seed);
    private readonly HashSet<Part> _begun = [];

    /// <summary>From now on tenants of a part meet what it stands for.</summary>
    public void Begin(Part part)
    {
        lock (_gate)
            _begun.Add(part);
    }

    /// <summary>And now no more.</summary>
    public void End(Part part)
    {
        lock (_gate)
            _begun.Remove(part);
    }

    /// <summary>What a send of a tenant meets.</summary>
    public Fault OfSend(int tenant, bool twilio)
    {
        var part = cast.PartOf(tenant);
        lock (_gate)
        {
            if (!_begun.Contains(part))
                return Fault.None;
            return part switch
            {
                Part.SlowProvider => Fault.Late(TimeSpan.FromSeconds(3)),
                Part.TokenRevoked => twilio ? TwilioErrors.Refuse(20003) : GraphErrors.Refuse(190),
                Part.AnswersLost when _dice.NextDouble() < Share => Lost[_dice.Next(Lost.Length)],
                Part.RoughProvider when _dice.NextDouble() < Share => Rough[_dice.Next(Rough.Length)](twilio),
                _ => Fault.None,
            };
        }
    }

    /// <summary>What a call of the model for a tenant meets.</summary>
    public ModelTrouble OfModel(int tenant)
    {
        lock (_gate)
        {
            return _begun.Contains(Part.BrokenModel) && cast.PartOf(tenant) == Part.BrokenModel && _dice.NextDouble() < Share / 4
                ? (ModelTrouble)_dice.Next(1, (int)ModelTrouble.Endless + 1)
                : ModelTrouble.None;
        }
    }

    /// <summary>Whether something happens that happens to a share of all.</summary>
    public bool Chance(double share)
    {
        lock (_gate)
            return _dice.NextDouble() < share;
    }
}

/// <summary>The ways a model fails.</summary>
internal enum ModelTrouble
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Never a word.</summary>
    Hang,

    /// <summary>A word now and then, for ever.</summary>
    Trickle,

    /// <summary>Too many requests.</summary>
    TooMany,

    /// <summary>It breaks off in the middle of its JSON.</summary>
    Truncated,

    /// <summary>Status 200 and something that is no answer.</summary>
    Garbage,

    /// <summary>An answer without a word.</summary>
    Empty,

    /// <summary>Ten megabytes.</summary>
    Endless,
}
