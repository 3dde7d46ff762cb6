using Athera.Messages;

namespace Athera.Media.Fetching;

/// <summary>Whether, and when, a file that did not come is tried again.</summary>
internal static class FetchRules
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5), LongestWait = TimeSpan.FromHours(1);

    /// <summary>A provider that says "no such file" this often means it: the first times it may only not have it everywhere yet.</summary>
    private const int MostExpired = 4;

    /// <summary>A file that comes damaged this often is damaged.</summary>
    private const int MostDamaged = 3;

    /// <summary>How long to wait, or <see langword="null"/>: it has failed.</summary>
    /// <param name="fault">Why it did not come.</param>
    /// <param name="attempt">Which try that was, from 1.</param>
    /// <param name="since">When it came, or was asked for again.</param>
    /// <param name="lifetime">How long after that the provider gives it out.</param>
    /// <param name="asked">How long the provider asked to wait.</param>
    /// <param name="now">The time.</param>
    public static TimeSpan? Wait(string fault, int attempt, DateTimeOffset since, TimeSpan lifetime, TimeSpan? asked, DateTimeOffset now)
    {
        if ((fault == MediaFaults.Expired && attempt >= MostExpired) || (fault == MediaFaults.Damaged && attempt >= MostDamaged))
            return null;
        var grown = FirstWait * Math.Pow(3, Math.Clamp(attempt - 1, 0, 10));
        var wait = grown < LongestWait ? grown : LongestWait;
        if (asked > wait)
            wait = asked.Value < LongestWait ? asked.Value : LongestWait;
        return now + wait < since + lifetime ? wait : null;
    }
}
