using System.Text.Json;
using Athera.Lab.Meta;
using Athera.Testing;
using Athera.Testing.Silos;
using Athera.Tests.Storage;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>
/// Athera is killed between each step of a turn with three tools and its record: the model has answered, a tool has had its effect, the
/// last word is said, and nothing of that is stored.
/// </summary>
public abstract class CommitKillTests(Func<string, Task<SiloStorage>> engine) : RunningTests(engine)
{
    private const string Customer = "12025550178";

    private static readonly TurnScript _script = new(
        [
            ("update_contact", """{"name":"Kim Field","email":"kim@mail.example"}"""),
            ("create_task", """{"title":"Gift wrap for Kim"}"""),
            ("create_order", """{"currency":"EUR","state":"placed","lines":[{"name":"Cake","quantity":1,"unitAmount":4200}]}"""),
        ],
        "All done.");

    /// <summary>
    /// The events that are refused, and how many of the kind the conversation has before. An intended tool stands in one commit with the
    /// answer that asks for it, so that there is no moment between the two; and the first turn ends as lost, having nothing to go on from.
    /// </summary>
    private static readonly (string Kind, int After)[] _moments =
    [
        ("tool.intended", 0), ("tool.settled", 0), ("tool.intended", 1), ("tool.settled", 1), ("tool.intended", 2), ("tool.settled", 2),
        ("turn.ended", 1),
    ];

    /// <summary>What each tool leaves.</summary>
    private static readonly string[] _effects = ["contact.changed", "task.created", "order.created"];

    [Fact]
    public async Task Killed_between_what_it_did_and_the_record_of_it_each_effect_is_had_once_and_each_step_recorded_once()
    {
        await using var athera = await StartEchoingAsync();
        await athera.Api.ChangeAgentAsync(new { tools = new Dictionary<string, string> { ["create_order"] = "allow" } }, Cancellation);
        athera.Lab.Model.Script.Always(_script.Behaviour);
        await athera.Storage.RefuseAsync(_moments[0].Kind, _moments[0].After);
        await athera.Lab.MetaWebhooks.PostAsync(
            MetaWebhooks.Texts(athera.WhatsApp, RunningAthera.Text(Customer, "a cake, please")), RunningAthera.Persistent, Cancellation);

        for (var moment = 0; moment < _moments.Length; moment++)
        {
            await RefusedAsync(athera, moment + 1);
            await JudgeMomentAsync(athera, moment);
            await athera.Silo.KillAsync();
            await athera.Storage.AcceptAsync();
            if (moment + 1 < _moments.Length)
                await athera.Storage.RefuseAsync(_moments[moment + 1].Kind, _moments[moment + 1].After);
            await athera.Silo.StartAsync(Cancellation);
        }

        var conversation = await athera.ConversationAsync(Customer, Cancellation);
        var transcript = await Eventually.SeesAsync(
            () => athera.Api.MessagesAsync(conversation.Id, Cancellation),
            messages => messages is [_, { State: "sent" or "delivered" or "read" }], Cancellation);
        Assert.EndsWith("All done.", transcript[1].Text, StringComparison.Ordinal);
        await JudgeAsync(athera, conversation);
    }

    // What was decided is told again and again, to be refused again: the first line of a process says that it has come so far.
    private static async Task RefusedAsync(RunningAthera athera, int processes)
    {
        var (refusals, starts) = (0, 0);
        await Eventually.SeesAsync(
            async () =>
            {
                var lines = (await athera.Silo.ReadOutputAsync()).Split('\n');
                var lastStart = Array.FindLastIndex(lines, line => line.Contains("Athera is listening on", StringComparison.Ordinal));
                starts = lines.Count(line => line.Contains("Athera is listening on", StringComparison.Ordinal));
                refusals = lines.Skip(lastStart).Count(line => line.Contains("The database refuses an append", StringComparison.Ordinal));
                return (starts, refusals);
            },
            seen => seen.starts == processes && seen.refusals > 0, Cancellation);
    }

    private static async Task JudgeMomentAsync(RunningAthera athera, int moment)
    {
        var (kind, after) = _moments[moment];
        var events = await athera.Storage.EventsAsync();
        Assert.Equal(after, events.GetValueOrDefault(kind));
        // Before its commit an answer has left nothing, and after it the tool is intended; the effect of one that ran is there.
        Assert.Equal(events.GetValueOrDefault("model.answered"), events.GetValueOrDefault("tool.intended"));
        if (kind == "tool.settled")
            Assert.Equal((after + 1, 1), (events["tool.intended"], events[_effects[after]]));
    }

    private static async Task JudgeAsync(RunningAthera athera, ConversationSeen conversation)
    {
        var stored = await athera.Storage.EventsAsync();
        foreach (var (kind, count) in new[]
        {
            ("model.answered", 3), ("tool.intended", 3), ("tool.settled", 3), ("contact.changed", 1), ("task.created", 1), ("order.created", 1),
            ("turn.started", 2), ("turn.ended", 2), ("message.queued", 1),
        })
            Assert.True(stored.GetValueOrDefault(kind) == count, $"{stored.GetValueOrDefault(kind)} of {kind}");
        var events = await athera.Api.ListAsync<EventSeen>($"conversations/{conversation.Id}/events", Cancellation);
        Assert.Equal(["0", "1", "2"], events.Where(e => e.Kind == "model.answered").Select(e => e.Data["step"]));
        Assert.Equal(Calls(events, "tool.intended"), Calls(events, "tool.settled"));
        Assert.Equal(3, Calls(events, "tool.intended").Distinct().Count());
        Assert.All(events.Where(e => e.Kind == "tool.settled"), e => Assert.Null(e.Fault));
        Assert.Equal(["lost", "replied"], events.Where(e => e.Kind == "turn.ended").Select(e => e.Data["ending"]));
        // Each answer was lost once with the process that had not stored it, and asked for once more.
        Assert.All(
            athera.Lab.Model.Requests.Entries.GroupBy(TurnScript.StepOf),
            calls => Assert.True(calls.Count() == 2, $"{calls.Count()} calls in step {calls.Key}"));
        Assert.Single(await athera.Api.ListAsync<JsonElement>($"tasks?conversation={conversation.Id}", Cancellation));
        Assert.Single(await athera.Api.ListAsync<JsonElement>($"orders?conversation={conversation.Id}", Cancellation));
        Assert.Equal("Kim Field", Assert.Single(await athera.Api.ListAsync<ContactSeen>($"contacts?address=%2B{Customer}", Cancellation)).Name);
    }

    private static IEnumerable<string> Calls(IEnumerable<EventSeen> events, string kind) =>
        events.Where(e => e.Kind == kind).Select(e => e.Data["call"]);
}

public sealed class CommitKillOnSqliteTests() : CommitKillTests(Engines.Sqlite);

public sealed class CommitKillOnPostgresTests(SharedPostgres postgres) : CommitKillTests(Engines.Postgres(postgres));
