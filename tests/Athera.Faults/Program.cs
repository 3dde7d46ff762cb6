using Athera.FaultRuns;

if (CommandLine.Read(args, out var complaint) is not { } options)
{
    Console.Error.WriteLine(complaint);
    Console.Error.WriteLine(CommandLine.Usage);
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
    return await FaultRun.RunAsync(options, Console.WriteLine, stop.Token);
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("The run was given up.");
    return 2;
}
