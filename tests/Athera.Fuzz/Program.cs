using System.Globalization;
using Athera.Fuzz;

if (FuzzOptions.Read(args, out var complaint) is not { } options)
{
    Console.Error.WriteLine(complaint);
    Console.Error.WriteLine(FuzzOptions.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var report = new FuzzRun(Corpus.Load(Path.Combine(AppContext.BaseDirectory, "fixtures"))).Run(options, stop.Token);
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"cases {report.Cases}, seed {options.Seed}, seconds {report.Seconds:F1}, elements read {report.Elements}, proven {report.Proven}, exceptions {report.Findings.Count}"));
foreach (var finding in report.Findings)
    Console.WriteLine(finding);
return report.Findings.Count == 0 && report.Cases == options.Cases ? 0 : 1;
