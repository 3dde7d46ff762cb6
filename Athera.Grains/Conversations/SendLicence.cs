using Athera.Journal;

namespace Athera.Conversations;

/// <summary>What a silo may send while others work over the same accounts.</summary>
/// <param name="roster">Who the others are.</param>
/// <param name="patience">How long the others wait for the outcome of a silo that is gone.</param>
public sealed class SendLicence(ISiloRoster roster, Patience patience)
{
    /// <summary>
    /// Whether a call may be begun. A silo that was paused may have been declared dead meanwhile, and what waited in its lanes is
    /// sent again by another as soon as no evidence of a first sending has come. So it calls only while it was surely alive a third
    /// of that time ago: the rest is for the call and for the provider's receipt.
    /// </summary>
    public bool MayCall => roster.SinceConfirmed < patience.Evidence / 3;

    /// <summary>
    /// The part of an account's rate this silo may use. Conversations are spread over the silos by chance, so each gets the same
    /// part, and all parts together never exceed the rate; a silo that has just come or gone counts from when it is heard of.
    /// </summary>
    /// <param name="perSecond">Calls a second the account allows.</param>
    public float ShareOf(int perSecond) => (float)perSecond / Math.Max(1, roster.Alive.Count);
}
