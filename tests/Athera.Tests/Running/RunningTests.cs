using Athera.Lab;
using Athera.Testing.Silos;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>Tests of a whole Athera, seen from outside only.</summary>
/// <param name="engine">What it stores in.</param>
[Collection(OneAtATime.Name)]
public abstract class RunningTests(Func<string, Task<SiloStorage>> engine)
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts one on an empty directory.</summary>
    protected Task<RunningAthera> StartAsync(Func<LabServer, IReadOnlyDictionary<string, string>>? settings = null)
    {
        Assert.SkipWhen(SiloProcess.MissingReason is not null, SiloProcess.MissingReason ?? "");
        return RunningAthera.StartAsync(engine, Cancellation, settings);
    }

    /// <summary>Starts one whose agent answers every message for itself by saying it back.</summary>
    protected async Task<RunningAthera> StartEchoingAsync()
    {
        var athera = await StartAsync(Echoing);
        await athera.Api.ChangeAgentAsync(new { settleMs = 0 }, Cancellation);
        return athera;
    }

    /// <summary>The settings that have the lab's model answer, and nobody wait for long for what is lost.</summary>
    protected static IReadOnlyDictionary<string, string> Echoing(LabServer lab) => new Dictionary<string, string>
    {
        ["Athera:Model:Kind"] = "openai",
        ["Athera:Model:Endpoint"] = lab.OpenAiModelUrl.ToString(),
        ["Athera:Model:ApiKey"] = "any",
        ["Athera:Patience:Turn"] = "00:00:20",
        ["Athera:Patience:Attempt"] = "00:00:20",
        ["Athera:Patience:Evidence"] = "00:00:12",
    };
}
