using Athera.Benchmarks;
using Athera.Benchmarks.Floors;
using Athera.Benchmarks.Plain;
using Athera.Benchmarks.Report;

if (args is [PlainServer.Command, .. var plain])
    return await PlainServer.RunAsync(plain);

if (args is [FloorServer.Command, .. var floor])
    return await FloorServer.RunAsync(floor);

if (BenchmarkOptions.Read(args, out var complaint) is not { } options)
{
    Console.Error.WriteLine(complaint);
    Console.Error.WriteLine(BenchmarkOptions.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    var report = await Benchmark.RunAsync(options, stop.Token);
    Tables.Print(report, Console.Out);
    ReportFile.Write(report, options.Output);
    Console.WriteLine($"Written to {Path.GetFullPath(options.Output)}");
    return 0;
}
catch (Exception failure) when (failure is BenchmarkException or OperationCanceledException)
{
    Console.Error.WriteLine($"The benchmark did not finish: {failure.Message}");
    return 1;
}
