using System.Diagnostics;
using Athera.FaultRuns.Customers;
using Athera.FaultRuns.Histories;
using Athera.FaultRuns.Judging;
using Athera.FaultRuns.Providers;
using Athera.FaultRuns.Worlds;

namespace Athera.FaultRuns.Injection;

/// <summary>Does to the system what the plan says, one thing after the other, and logs it.</summary>
internal sealed class Injector(World world, RunOptions options, Action<string> tell)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6), Window = TimeSpan.FromSeconds(8), Patience = TimeSpan.FromSeconds(15);

    private static readonly Part[] Lasting = [Part.RoughProvider, Part.AnswersLost, Part.BrokenModel];

    private readonly Random _dice = new(options.Seed + 1);

    /// <summary>How long after the start of all silos, killed at once, each of them was ready.</summary>
    public TimeSpan? ColdRecovery { get; private set; }

    /// <summary>Goes through the plan, spread over the time the messages take.</summary>
    public async Task RunAsync(TimeSpan time, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        await Task.Delay(WarmUp, cancellation);
        if (options.Has("F12"))
        {
            await LogAsync(NeighbourCheck.Calm, "nothing", -1, () => Task.Delay(Window, cancellation));
            await WithPartAsync(Part.SlowProvider, NeighbourCheck.Slow, "one provider answers after 3 s", Window, cancellation);
        }
        foreach (var part in Lasting.Where(part => options.Has(FaultOf(part))))
            world.Troubles.Begin(part);
        var steps = Plan.Of(options);
        foreach (var (number, step) in steps.Index())
        {
            var left = time - Stopwatch.GetElapsedTime(began);
            var pause = (left / (steps.Count - number)) - TimeSpan.FromSeconds(8);
            await Task.Delay(pause > TimeSpan.FromSeconds(1) ? pause : TimeSpan.FromSeconds(1), cancellation);
            await DoAsync(step, cancellation);
        }
        foreach (var part in Lasting)
            world.Troubles.End(part);
    }

    /// <summary>Starts again what ends by itself, as whoever runs a service does.</summary>
    public async Task ReviveAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await Task.WhenAll(world.Members.Select(member => member.ReviveAsync(cancellation)));
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task DoAsync(Step step, CancellationToken cancellation)
    {
        await (step.Fault switch
        {
            "F1" => KillAsync(step.Point, cancellation),
            "F2" => KillAllAsync(cancellation),
            "F3" => FreezeAsync(step.Length, cancellation),
            "F4" => KillDatabaseAsync(cancellation),
            "F5" => LogAsync("F5", "every database connection reset, three times", -1, () => DropConnectionsAsync(cancellation)),
            "F6" => LogAsync("F6", $"journal locked for {step.Length.TotalSeconds:0} s", -1, () => world.Database.LockAsync("journal", step.Length)),
            "F13" => WithPartAsync(Part.TokenRevoked, "F13", $"credentials of one tenant not valid for {step.Length.TotalSeconds:0} s", step.Length, cancellation),
            "F18" => CutAsync(step.Cut, step.Length, cancellation),
            _ => throw new RunException($"{step.Fault} cannot be done."),
        });
    }

    private async Task KillAsync(Point? point, CancellationToken cancellation)
    {
        var silo = _dice.Next(world.Members.Count);
        var where = "at any moment";
        if (point is { } at)
        {
            try
            {
                silo = await world.Points.ReachedAsync(at, Patience, cancellation);
                where = $"at point {at}";
            }
            catch (TimeoutException)
            {
                where = $"at any moment, for nobody came to point {at}";
            }
        }
        await LogAsync("F1", $"kill -9 of silo {silo} {where}", silo, async () =>
        {
            await world.Members[silo].KillAsync();
            world.Statuses.Strike(silo);
            await Task.Delay(TimeSpan.FromSeconds(_dice.NextDouble() * 4), cancellation);
            await world.Members[silo].StartAsync(cancellation);
        });
    }

    private Task KillAllAsync(CancellationToken cancellation) => LogAsync("F2", "kill -9 of all silos at once", -1, async () =>
    {
        await Task.WhenAll(world.Members.Select(member => member.KillAsync()));
        world.Statuses.Strike(-1);
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(world.Members.Select(member => member.StartAsync(cancellation)));
        var took = Stopwatch.GetElapsedTime(began);
        ColdRecovery = ColdRecovery > took ? ColdRecovery : took;
    });

    private async Task FreezeAsync(TimeSpan length, CancellationToken cancellation)
    {
        var silo = _dice.Next(world.Members.Count);
        await LogAsync("F3", $"silo {silo} stopped for {length.TotalSeconds:0} s, then continued", silo, async () =>
        {
            await world.Members[silo].FreezeAsync();
            world.Statuses.Strike(silo);
            await Task.Delay(length, cancellation);
            await world.Members[silo].ThawAsync();
        });
    }

    private Task KillDatabaseAsync(CancellationToken cancellation) => LogAsync("F4", "kill -9 of PostgreSQL", -1, async () =>
    {
        await world.Database.KillAsync();
        await Task.Delay(TimeSpan.FromSeconds(0.5 + (_dice.NextDouble() * 2)), cancellation);
        await world.Database.StartAgainAsync();
    });

    private async Task DropConnectionsAsync(CancellationToken cancellation)
    {
        for (var storm = 0; storm < 3; storm++)
        {
            await world.Database.DropConnectionsAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(400), cancellation);
        }
    }

    private async Task CutAsync(Cut cut, TimeSpan length, CancellationToken cancellation)
    {
        var silo = _dice.Next(world.Members.Count);
        var (what, gates) = cut switch
        {
            Cut.FromDatabase => ($"silo {silo} cut off from the database", new[] { world.Members[silo].Database }),
            Cut.FromOthers => ($"nothing the other silos say reaches silo {silo}", [world.Members[silo].Others]),
            _ => ("no silo reaches another", [.. world.Members.Select(member => member.Others)]),
        };
        var struck = cut == Cut.All ? -1 : silo;
        await LogAsync("F18", $"{what} for {length.TotalSeconds:0} s", struck, async () =>
        {
            foreach (var gate in gates)
                gate.Cut();
            world.Statuses.Strike(struck);
            await Task.Delay(length, cancellation);
            foreach (var gate in gates)
                gate.Mend();
            // It went on sending, and may have been declared dead meanwhile.
            world.Statuses.Strike(struck, length);
        });
    }

    private Task WithPartAsync(Part part, string fault, string what, TimeSpan time, CancellationToken cancellation) => LogAsync(fault, what, -1, async () =>
    {
        world.Troubles.Begin(part);
        await Task.Delay(time, cancellation);
        world.Troubles.End(part);
    });

    private async Task LogAsync(string fault, string what, int silo, Func<Task> work)
    {
        var from = world.History.Now;
        await work();
        var entry = new FaultEntry(fault, what, from, world.History.Now, silo);
        world.History.Add(entry);
        // While no silo could store, none stored what its calls came to, and any of them may be killed next.
        if (fault is "F4" or "F5" or "F6")
            world.Statuses.Strike(-1, TimeSpan.FromMicroseconds(entry.Until - entry.From));
        tell($"{entry.From / 1e6,7:0.0} s  {fault}: {what}, over at {entry.Until / 1e6:0.0} s");
    }

    private static string FaultOf(Part part) => part switch
    {
        Part.AnswersLost => "F16",
        Part.BrokenModel => "F14",
        _ => "F12",
    };
}
