using System.Diagnostics;
using System.Globalization;
using Athera.Mutants.Sources;

namespace Athera.Mutants.Runs;

/// <summary>Lets the fault run judge a silo, from outside and in a process of its own, as anyone would.</summary>
/// <param name="seed">What chance begins with, the same for every run.</param>
internal sealed class FaultRunner(int seed)
{
    private const int Clean = 0, Violated = 1;

    /// <summary>Many times what a run takes, so that only one that hangs reaches it.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(8);

    /// <summary>Judges a silo.</summary>
    /// <param name="run">The run.</param>
    /// <param name="silo">The program that is run as a silo.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="MutantException">The run came to no judgement.</exception>
    public async Task<Judgement> JudgeAsync(FaultRun run, string silo, CancellationToken cancellation)
    {
        var result = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var started = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Deadline);
        try
        {
            string[] arguments =
            [
                Path.Combine(AppContext.BaseDirectory, "Athera.Faults.dll"), "run", .. run.Arguments.Split(' '),
                "--seed", seed.ToString(CultureInfo.InvariantCulture), "--silo", silo, "--result", result,
            ];
            var ended = await Command.RunAsync("dotnet", arguments, Repository.Root, limit.Token);
            if (ended.ExitCode is not (Clean or Violated))
                throw new MutantException($"The run \"{run.Name}\" ended with {ended.ExitCode}: {ended.Tail}");
            var checks = ended.ExitCode == Violated ? ViolatedChecks.Read(result) : [];
            return new Judgement(ended.ExitCode == Violated, checks, Stopwatch.GetElapsedTime(started), ended.Tail);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new MutantException($"The run \"{run.Name}\" did not end within {Deadline}.");
        }
        finally
        {
            File.Delete(result);
        }
    }
}

/// <summary>What a run thinks of a silo.</summary>
/// <param name="IsRed">A promise was broken.</param>
/// <param name="Checks">The checks that say so.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Told">The end of what the run told.</param>
internal sealed record Judgement(bool IsRed, IReadOnlyList<string> Checks, TimeSpan Took, string Told);
