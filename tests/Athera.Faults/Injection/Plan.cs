using Athera.FaultRuns.Providers;

namespace Athera.FaultRuns.Injection;

/// <summary>Which faults come in which order: chosen by the seed, so that a run can be done again.</summary>
internal static class Plan
{
    private static readonly Point?[] Points = [null, .. Enum.GetValues<Point>()];

    public static IReadOnlyList<Step> Of(RunOptions options)
    {
        var dice = new Random(options.Seed);
        var steps = new List<Step>();
        if (options.Has("F1"))
        {
            // Every point has its turn before one comes again.
            var points = Enumerable.Range(0, (options.Kills / Points.Length) + 1).SelectMany(_ => Shuffled(Points, dice));
            steps.AddRange(points.Take(options.Kills).Select(point => new Step("F1", point)));
        }
        if (options.Has("F4"))
            steps.AddRange(Enumerable.Repeat(new Step("F4"), options.DatabaseKills));
        Add(steps, options, "F2");
        Add(steps, options, "F3", options.Freeze.TotalSeconds);
        Add(steps, options, "F5");
        Add(steps, options, "F6", 4);
        Add(steps, options, "F13", 6);
        Cuts(steps, options, 8);
        if (options.IsLong)
        {
            Add(steps, options, "F2");
            Add(steps, options, "F3", 60);
            Add(steps, options, "F3", 5);
            Add(steps, options, "F5");
            Add(steps, options, "F6", 8);
            Cuts(steps, options, 20);
        }
        return Shuffled(steps, dice);
    }

    private static void Add(List<Step> steps, RunOptions options, string fault, double seconds = 0)
    {
        if (options.Has(fault))
            steps.Add(new Step(fault, Length: TimeSpan.FromSeconds(seconds)));
    }

    private static void Cuts(List<Step> steps, RunOptions options, double seconds)
    {
        if (options.Has("F18"))
            steps.AddRange(Enum.GetValues<Cut>().Select(cut => new Step("F18", Cut: cut, Length: TimeSpan.FromSeconds(seconds))));
    }

    private static T[] Shuffled<T>(IReadOnlyList<T> of, Random dice)
    {
        T[] shuffled = [.. of];
        dice.Shuffle(shuffled);
        return shuffled;
    }
}
