using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Athera.Lab;
using Athera.Lab.Meta;
using Athera.Testing;
using Athera.Testing.Silos;
using Athera.Tests.Storage;
using Athera.Tests.Tools;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>Athera is killed while it waits for a service of the tenant's, which has done already what it was asked.</summary>
public abstract class ToolKillTests(Func<string, Task<SiloStorage>> engine) : RunningTests(engine)
{
    private const string Customer = "12025550179";

    private static readonly TurnScript _script = new(
        [("reserve", """{"text":"one room"}"""), ("pay", """{"text":"80 EUR"}"""), ("notify", """{"text":"the hotel"}""")], "All done.");

    [Fact]
    public async Task What_is_keyed_is_asked_again_and_done_once_and_what_is_not_is_never_repeated_but_given_to_a_person()
    {
        await using var service = await FakeService.StartAsync();
        // Whatever is asked for the first time is done, and the caller does not live to hear of it.
        service.Answers = context => service.Requests.Count(asked => asked.Target == context.Request.Path) > 1
            ? FakeService.SayAsync(context, "application/json", """{"ok":true}""")
            : FakeService.HangAsync(context);
        await using var athera = await StartAsync(WithServices);
        await AddToolsAsync(athera, service);
        athera.Lab.Model.Script.Always(_script.Behaviour);
        await athera.Lab.MetaWebhooks.PostAsync(
            MetaWebhooks.Texts(athera.WhatsApp, RunningAthera.Text(Customer, "a room, please")), RunningAthera.Persistent, Cancellation);

        foreach (var tool in new[] { "reserve", "pay", "notify" })
        {
            await Eventually.SeesAsync(
                () => Task.FromResult(service.Requests), asked => asked.Any(one => one.Target == $"/{tool}"), Cancellation);
            var events = await athera.Storage.EventsAsync();
            Assert.Equal(events["tool.intended"], events.GetValueOrDefault("tool.settled") + 1);
            await athera.Silo.KillAsync();
            await athera.Silo.StartAsync(Cancellation);
        }

        var conversation = await athera.ConversationAsync(Customer, Cancellation);
        var seen = await Eventually.SeesAsync(
            () => athera.Api.ListAsync<EventSeen>($"conversations/{conversation.Id}/events", Cancellation),
            all => all.Any(e => e.Kind == "responder.changed"), Cancellation);
        JudgeService(service);
        await JudgeAsync(athera, conversation, seen);
    }

    private static void JudgeService(FakeService service)
    {
        Assert.Equal(
            ["/notify 1", "/pay 2", "/reserve 2"],
            service.Requests.GroupBy(asked => asked.Target).Select(asked => $"{asked.Key} {asked.Count()}").Order(StringComparer.Ordinal));
        Assert.Equal(3, service.Effects.Count);
        Assert.All(
            service.Requests.GroupBy(asked => asked.Target),
            asked => Assert.Single(asked.Select(one => (one.Headers["Idempotency-Key"], one.Body)).Distinct()));
    }

    private static async Task JudgeAsync(RunningAthera athera, ConversationSeen conversation, IReadOnlyList<EventSeen> events)
    {
        var stored = await athera.Storage.EventsAsync();
        foreach (var (kind, count) in new[]
        {
            ("turn.started", 1), ("model.answered", 3), ("tool.intended", 3), ("tool.settled", 3), ("turn.ended", 1), ("note.added", 1),
            ("message.queued", 0),
        })
            Assert.True(stored.GetValueOrDefault(kind) == count, $"{stored.GetValueOrDefault(kind)} of {kind}");
        Assert.Equal([null, null, "outcome_unknown"], events.Where(e => e.Kind == "tool.settled").Select(e => e.Fault?.Code));
        Assert.Equal("tool_outcome_unknown", events.Single(e => e.Kind == "turn.ended").Fault?.Code);
        Assert.Equal("tool_outcome_unknown", events.Last(e => e.Kind == "responder.changed").Data["reason"]);
        // Every answer of the model was stored before its tool ran, so that none was asked for twice, and none after the unknown.
        Assert.Equal([0, 1, 2], athera.Lab.Model.Requests.Entries.Select(TurnScript.StepOf));
        // A person finds the conversation waiting, and in it what has to be looked at.
        var waiting = Assert.Single(await athera.Api.ConversationsOfAsync($"+{Customer}", Cancellation));
        Assert.Equal(("nobody", "open"), (waiting.Responder, waiting.Status));
        var note = Assert.Single(await athera.Api.MessagesAsync(conversation.Id, Cancellation), message => message.Direction == "note");
        Assert.Contains("notify", note.Text, StringComparison.Ordinal);
        var tasks = await Eventually.SeesAsync(
            () => athera.Api.ListAsync<JsonElement>($"tasks?conversation={conversation.Id}", Cancellation), all => all.Count > 0, Cancellation);
        Assert.Contains("notify", Assert.Single(tasks).GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await athera.Storage.EventsAsync()).GetValueOrDefault("task.created"));
    }

    private static IReadOnlyDictionary<string, string> WithServices(LabServer lab) =>
        new Dictionary<string, string>(Echoing(lab)) { ["Athera:Tools:AllowLoopback"] = "true" };

    private static async Task AddToolsAsync(RunningAthera athera, FakeService service)
    {
        foreach (var (name, effect) in new[] { ("reserve", "writes"), ("pay", "money"), ("notify", "external") })
        {
            using var body = JsonContent.Create(new
            {
                kind = "http", name, description = $"Has the hotel {name}.", effect, method = "POST", url = $"{service.Url}/{name}",
                schema = JsonSerializer.Deserialize<JsonElement>(FakeMcpServer.NoteSchema), timeoutSeconds = 20,
            });
            using var answer = await athera.Api.SendAsync(HttpMethod.Post, "tools", body, Cancellation);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }
        var allowed = new Dictionary<string, string> { ["pay"] = "allow", ["notify"] = "allow" };
        await athera.Api.ChangeAgentAsync(new { settleMs = 0, tools = allowed }, Cancellation);
    }
}

public sealed class ToolKillOnSqliteTests() : ToolKillTests(Engines.Sqlite);

public sealed class ToolKillOnPostgresTests(SharedPostgres postgres) : ToolKillTests(Engines.Postgres(postgres));
