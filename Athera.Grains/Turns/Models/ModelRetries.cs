namespace Athera.Turns.Models;

/// <summary>
/// Whether and when a model that failed is asked again. This is the one place that decides it: the SDKs' own retries are switched off,
/// or the two would multiply.
/// </summary>
internal static class ModelRetries
{
    /// <summary>How often one model is asked at most.</summary>
    public const int MaxTries = 3;

    /// <summary>Longest pause before the second try where the service says nothing; it doubles from there.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>How much later than told it may be, so that turns told the same do not all come back at once.</summary>
    private const double Spread = 0.1;

    /// <summary>How long to wait before the model is asked again; <see langword="null"/> when that is of no use.</summary>
    /// <param name="failure">How it failed.</param>
    /// <param name="tries">How often it has been asked.</param>
    /// <param name="left">
    /// How long there is for this model's answer. A wait takes half of that at most, or none would be left to answer in: then somebody
    /// else answers at once.
    /// </param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan? WaitAfter(ModelFailure failure, int tries, TimeSpan left, double chance)
    {
        if (!failure.IsPassing || tries >= MaxTries)
            return null;
        var wait = failure.Told is { } told && told > TimeSpan.Zero
            ? told * (1 + (Spread * chance))
            : FirstPause * Math.Pow(2, tries - 1) * (1 + chance) / 2;
        return wait <= left / 2 ? wait : null;
    }
}
