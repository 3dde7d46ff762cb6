using System.Runtime.InteropServices;
using Athera.Mutants;
using Athera.Mutants.Report;
using Athera.Mutants.Runs;
using Athera.Mutants.Sources;

if (MutantOptions.Read(args, out var complaint) is not { } options)
{
    Console.Error.WriteLine(complaint);
    Console.Error.WriteLine(MutantOptions.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
// Whatever was started ends with this program, and its copy of the source goes.
void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

try
{
    using var source = await SourceCopy.CreateAsync(stop.Token);
    var (table, rows) = (new Table(Console.Out), new List<TableRow>());
    table.Begin(options.Seed);
    var trial = new Trial(source, new FaultRunner(options.Seed));
    await foreach (var row in options.BuildOnly ? trial.BuildAsync(options.Mutants, stop.Token) : trial.RunAsync(options.Mutants, stop.Token))
    {
        rows.Add(row);
        table.Add(row);
        if (options.Result is { } file)
            ResultFile.Write(file, options.Seed, rows);
    }
    if (!options.BuildOnly)
        table.End(rows, options.Mutants.Count);
    return rows.All(row => row.IsRight) ? 0 : 1;
}
catch (Exception failure) when (failure is MutantException or OperationCanceledException)
{
    Console.Error.WriteLine($"The mutants were not all tried: {failure.Message}");
    return 2;
}
