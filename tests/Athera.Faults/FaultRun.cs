using System.Diagnostics;
using Athera.FaultRuns.Customers;
using Athera.FaultRuns.Histories;
using Athera.FaultRuns.Injection;
using Athera.FaultRuns.Judging;
using Athera.FaultRuns.Load;
using Athera.FaultRuns.Readers;
using Athera.FaultRuns.Reports;
using Athera.FaultRuns.Worlds;

namespace Athera.FaultRuns;

/// <summary>A whole run: a cluster, customers who write, faults, and a judgement over what was seen.</summary>
public static class FaultRun
{
    private const int HubReaders = 4, Passers = 2, FirstReader = 100;

    /// <summary>Does a run.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="tell">Is told of what happens, a line each, and of the report.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>0 when every promise was kept, 1 when one was broken, 2 when the run itself could not be done.</returns>
    public static async Task<int> RunAsync(RunOptions options, Action<string> tell, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tell);
        tell($"Seed {options.Seed}");
        try
        {
            var report = await ReportAsync(options, tell, cancellation);
            foreach (var line in ReportText.Lines(report))
                tell(line);
            if (options.Result is { } file)
                await ResultFile.WriteAsync(report, file);
            return report.Violations.Any(v => options.JudgesTimes || !v.IsLate) ? 1 : 0;
        }
        catch (Exception failure) when (failure is RunException or InvalidOperationException or IOException or TimeoutException)
        {
            tell($"The run could not be done: {failure.Message}");
            return 2;
        }
    }

    private static async Task<RunReport> ReportAsync(RunOptions options, Action<string> tell, CancellationToken cancellation)
    {
        var cast = new Cast(options.Tenants, options.Conversations);
        if (cast.Conversations < cast.LeastConversations)
            throw new RunException($"{cast.Tenants} tenants need at least {cast.LeastConversations} conversations.");
        await using var world = await World.StartAsync(options, cast, cancellation);
        tell($"{options.Silos} silos and {options.Tenants} tenants stand after {world.History.Now / 1e6:0.0} s");
        var injector = new Injector(world, options, tell);
        var generator = new Generator(cast, world.History, world.Courier, world.Webhooks, world.Book, options.Rate, options.Seed);
        var load = await LoadAsync(options, world, injector, generator, tell, cancellation);
        var findings = HistoryJudge.Judge(world.History, cast);
        if (options.History is { } file)
            await HistoryFile.WriteAsync(world.History, options.Seed, file);
        return RunReport.Of(options, world, injector, generator, findings, load);
    }

    private static async Task<LoadTimes> LoadAsync(
        RunOptions options, World world, Injector injector, Generator generator, Action<string> tell, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        InboxReader[] readers = options.Has("F20")
            ? [.. Enumerable.Range(0, HubReaders).Select(number => new InboxReader(world, number, FirstReader + number, options.Seed + number))]
            : [];
        using var passing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] company =
        [
            injector.ReviveAsync(ending.Token),
            .. readers.Select(reader => reader.RunAsync(ending.Token)),
            .. Enumerable.Range(0, Passers).Select(number =>
                new Passer(world, FirstReader + HubReaders + number, options.Seed + number).RunAsync(passing.Token)),
        ];
        await Task.WhenAll(readers.Select(reader => reader.Ready)).WaitAsync(TimeSpan.FromSeconds(60), cancellation);

        var began = Stopwatch.GetTimestamp();
        await WriteAsync(options, injector, generator, company, cancellation);
        var (healed, loaded) = (Stopwatch.GetTimestamp(), Stopwatch.GetElapsedTime(began));
        tell($"{generator.Accepted} messages accepted in {loaded.TotalSeconds:0.0} s; waiting for what is open");

        await QuietAsync(world, healed, cancellation);
        foreach (var reader in readers)
            reader.Settle();
        await passing.CancelAsync();
        var over = await new LastReading(world).RunAsync(healed, cancellation);
        await CaughtUpAsync(readers, cancellation);
        var quarantined = 0L;
        foreach (var api in world.Apis)
            quarantined += (await api.ListAsync("quarantine", cancellation)).Count;
        await ending.CancelAsync();
        await Task.WhenAll(company);
        return new LoadTimes(loaded, over, readers.Sum(reader => reader.Returns), readers.Sum(reader => reader.Refused), quarantined);
    }

    // Customers write until all faults have been and enough was accepted. When one of the company fails there is nothing to wait for.
    private static async Task WriteAsync(
        RunOptions options, Injector injector, Generator generator, Task[] company, CancellationToken cancellation)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var injecting = injector.RunAsync(TimeSpan.FromSeconds(options.Messages / options.Rate), giveUp.Token);
        var writing = generator.RunAsync(() => !injecting.IsCompletedSuccessfully || generator.Accepted < options.Messages, giveUp.Token);
        List<Task> under = [.. company, injecting, writing];
        while (!writing.IsCompleted)
        {
            var first = await Task.WhenAny(under);
            under.Remove(first);
            if (first.IsFaulted)
                await giveUp.CancelAsync();
            if (first.IsFaulted)
                await first;
        }
        await Task.WhenAll(writing, injecting);
    }

    // Nothing was sent for a while and every status was told; or the time is over in which that has to be so.
    private static async Task QuietAsync(World world, long healed, CancellationToken cancellation)
    {
        var (taken, since) = (-1L, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(healed) < LastReading.Bound
            && (world.Statuses.Open > 0 || taken != world.Sends.Taken || Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(2)))
        {
            if (taken != world.Sends.Taken || world.Statuses.Open > 0)
                (taken, since) = (world.Sends.Taken, Stopwatch.GetTimestamp());
            await Task.Delay(100, cancellation);
        }
    }

    // Readers are told of everything within seconds; a reader that is not is found out by the check.
    private static async Task CaughtUpAsync(InboxReader[] readers, CancellationToken cancellation)
    {
        var (cursors, since) = (-1L, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(4))
        {
            var now = readers.Sum(reader => reader.Cursor);
            if (now != cursors)
                (cursors, since) = (now, Stopwatch.GetTimestamp());
            await Task.Delay(100, cancellation);
        }
    }
}
