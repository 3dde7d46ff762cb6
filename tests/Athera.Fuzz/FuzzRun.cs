using System.Collections.Concurrent;
using System.Diagnostics;

namespace Athera.Fuzz;

/// <summary>Tries many inputs, each made from the seed and its own number alone, on several threads.</summary>
/// <param name="corpus">What the inputs are made from.</param>
public sealed class FuzzRun(Corpus corpus)
{
    /// <summary>Findings told of, at most: one mistake is met thousands of times.</summary>
    private const int MostFindings = 20;

    private const long Share = 256;

    /// <summary>Runs until all cases were tried, or enough was found.</summary>
    public FuzzReport Run(FuzzOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var started = Stopwatch.GetTimestamp();
        var findings = new ConcurrentQueue<string>();
        long next = 0, cases = 0, elements = 0, proven = 0;
        var workers = Enumerable.Range(0, options.Threads).Select(_ => Task.Factory.StartNew(
            () =>
            {
                using var trial = new Trial(corpus);
                while (!cancellation.IsCancellationRequested && findings.Count < MostFindings
                    && Interlocked.Add(ref next, Share) - Share is var from && from < options.Cases)
                {
                    var to = Math.Min(from + Share, options.Cases);
                    for (var number = from; number < to; number++)
                        if (trial.Try(options.Seed, options.First + number) is { } finding)
                            findings.Enqueue(finding);
                    Interlocked.Add(ref cases, to - from);
                }
                Interlocked.Add(ref elements, trial.Elements);
                Interlocked.Add(ref proven, trial.Proven);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        Task.WaitAll(workers, CancellationToken.None);
        return new FuzzReport(cases, elements, proven, Stopwatch.GetElapsedTime(started).TotalSeconds, [.. findings]);
    }
}

/// <summary>What a run came to.</summary>
/// <param name="Cases">Inputs tried.</param>
/// <param name="Elements">Elements read from them; a run that reads none tries nothing.</param>
/// <param name="Proven">Inputs with a good signature.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Findings">Exceptions and broken promises, each with the number that makes it again.</param>
public sealed record FuzzReport(long Cases, long Elements, long Proven, double Seconds, IReadOnlyList<string> Findings);
