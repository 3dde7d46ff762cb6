using System.Diagnostics;
using System.Runtime.CompilerServices;
using Athera.Mutants.Catalog;
using Athera.Mutants.Report;
using Athera.Mutants.Runs;
using Athera.Mutants.Sources;

namespace Athera.Mutants;

/// <summary>Makes each mutant in turn and lets its run judge it.</summary>
internal sealed class Trial(SourceCopy source, FaultRunner runner)
{
    private readonly SiloBuild _build = new(source.Directory);

    /// <summary>
    /// First the product as it is goes through every run the mutants are judged by: a run that is red without a mutant proves nothing
    /// with one.
    /// </summary>
    public async IAsyncEnumerable<TableRow> RunAsync(
        IReadOnlyList<Mutant> mutants, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var sound = new HashSet<FaultRun>();
        source.Change([]);
        foreach (var run in mutants.Select(mutant => mutant.Run).Distinct())
        {
            var row = await TryAsync($"(none: {run.Name})", "all of them", run, isMutant: false, cancellation);
            if (row.IsRight)
                sound.Add(run);
            yield return row;
        }
        foreach (var mutant in mutants.Where(mutant => sound.Contains(mutant.Run)))
        {
            source.Change(mutant.Edits);
            yield return await TryAsync(mutant.Name, mutant.Promise, mutant.Run, isMutant: true, cancellation);
        }
    }

    /// <summary>Only sees whether each mutant compiles.</summary>
    public async IAsyncEnumerable<TableRow> BuildAsync(
        IReadOnlyList<Mutant> mutants, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var mutant in mutants)
        {
            source.Change(mutant.Edits);
            var started = Stopwatch.GetTimestamp();
            var row = new TableRow { Mutant = mutant.Name, Promise = mutant.Promise, Run = mutant.Run.Arguments };
            var complaint = await _build.RunAsync(cancellation);
            yield return row with
            {
                Verdict = complaint is null ? Verdict.Built : Verdict.NotBuilt, Detail = complaint, Seconds = Seconds(started),
            };
        }
    }

    private async Task<TableRow> TryAsync(string name, string promise, FaultRun run, bool isMutant, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var row = new TableRow { Mutant = name, Promise = promise, Run = run.Arguments };
        if (await _build.RunAsync(cancellation) is { } complaint)
            return row with { Verdict = Verdict.NotBuilt, Detail = complaint, Seconds = Seconds(started) };
        try
        {
            var judgement = await runner.JudgeAsync(run, _build.Program, cancellation);
            return row with
            {
                Verdict = (isMutant, judgement.IsRed) switch
                {
                    (true, true) => Verdict.Found,
                    (true, false) => Verdict.NotFound,
                    (false, true) => Verdict.Red,
                    (false, false) => Verdict.Green,
                },
                FoundBy = judgement.Checks,
                Detail = judgement.IsRed ? null : judgement.Told,
                Seconds = Seconds(started),
            };
        }
        catch (MutantException failure)
        {
            return row with { Verdict = Verdict.NotRun, Detail = failure.Message, Seconds = Seconds(started) };
        }
    }

    private static double Seconds(long since) => Math.Round(Stopwatch.GetElapsedTime(since).TotalSeconds, 1);
}
