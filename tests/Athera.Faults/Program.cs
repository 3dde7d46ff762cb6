using System.Runtime.InteropServices;
using Athera.FaultRuns;

if (CommandLine.Read(args, out var complaint) is not { } options)
{
    Console.Error.WriteLine(complaint);
    Console.Error.WriteLine(CommandLine.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    return await FaultRun.RunAsync(options, Console.WriteLine, stop.Token);
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("The run was given up.");
    return 2;
}
