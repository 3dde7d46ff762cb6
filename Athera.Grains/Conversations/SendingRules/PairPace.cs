using Athera.Channels;

namespace Athera.Conversations.SendingRules;

/// <summary>
/// How fast one recipient is written to. Each message books the next slot of the rate; as many slots as the burst has may be booked
/// ahead. What is booked is in the conversation's state, so it survives whatever happens to the silo.
/// </summary>
internal static class PairPace
{
    /// <summary>When the next message may be attempted; <see langword="null"/> if now.</summary>
    public static DateTimeOffset? Wait(Conversation state, Circumstances now)
    {
        if (now.Terms.Pair is not { } rate || state.PairPaidAt is not { } paid || IsUnbelievable(paid, rate, now))
            return null;
        var at = paid - ((rate.Burst - 1) * rate.Every);
        return at > now.Now ? at : null;
    }

    /// <summary>Up to when the rate is used up once one more message is attempted; <see langword="null"/> if it has none.</summary>
    public static DateTimeOffset? Book(Conversation state, Circumstances now)
    {
        if (now.Terms.Pair is not { } rate)
            return null;
        var paid = state.PairPaidAt is { } at && at > now.Now && !IsUnbelievable(at, rate, now) ? at : now.Now;
        return paid + rate.Every;
    }

    // So far ahead only a clock that stood wrong can have booked.
    private static bool IsUnbelievable(DateTimeOffset paid, PairRate rate, Circumstances now) =>
        paid - now.Now > 2 * (rate.Burst + 1) * rate.Every;
}
