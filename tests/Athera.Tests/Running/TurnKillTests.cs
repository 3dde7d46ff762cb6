using Athera.Lab.Meta;
using Athera.Lab.Models;
using Athera.Testing;
using Athera.Testing.Silos;
using Athera.Tests.Storage;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>Athera is killed in each step of a turn with three tools, while the model thinks.</summary>
public abstract class TurnKillTests(Func<string, Task<SiloStorage>> engine) : RunningTests(engine)
{
    private const string Customer = "12025550177";

    private static readonly TurnScript _script = new(
        [
            ("update_contact", """{"name":"Kim Field"}"""),
            ("update_contact", """{"email":"kim@mail.example"}"""),
            ("schedule_follow_up", """{"in_minutes":600,"about":"the parcel"}"""),
        ],
        "All noted.");

    [Fact]
    public async Task Each_step_is_taken_once_and_no_recorded_model_call_is_made_again()
    {
        await using var athera = await StartEchoingAsync();
        // It thinks until it is killed, and then answers whoever asks again.
        for (var step = 0; step < _script.Steps; step++)
            athera.Lab.Model.Script.Next(ModelBehaviour.Hang).Next(_script.Behaviour);
        await athera.Lab.MetaWebhooks.PostAsync(
            MetaWebhooks.Texts(athera.WhatsApp, RunningAthera.Text(Customer, "please note it")), RunningAthera.Persistent, Cancellation);

        for (var step = 0; step < _script.Steps; step++)
        {
            var now = step;
            await athera.Lab.Model.Requests.FirstAsync(request => TurnScript.StepOf(request) == now, Eventually.Patience, Cancellation);
            await athera.Silo.KillAsync();
            await athera.Silo.StartAsync(Cancellation);
        }

        var conversation = await athera.ConversationAsync(Customer, Cancellation);
        var transcript = await Eventually.SeesAsync(
            () => athera.Api.MessagesAsync(conversation.Id, Cancellation),
            messages => messages is [_, { State: "sent" or "delivered" or "read" }], Cancellation);
        Assert.EndsWith("All noted.", transcript[1].Text, StringComparison.Ordinal);
        // One call was cut off in each step; the one after it was heard.
        Assert.All(
            athera.Lab.Model.Requests.Entries.GroupBy(TurnScript.StepOf),
            calls => Assert.True(calls.Count() == 2, $"{calls.Count()} calls in step {calls.Key}"));
        var events = await athera.Api.ListAsync<EventSeen>($"conversations/{conversation.Id}/events", Cancellation);
        foreach (var (kind, count) in new[] { ("model.answered", 3), ("tool.intended", 3), ("tool.settled", 3), ("followup.scheduled", 1) })
            Assert.True(events.Count(e => e.Kind == kind) == count, $"{events.Count(e => e.Kind == kind)} of {kind}");
        // Before its first step a turn has nothing to go on from, and is begun anew.
        Assert.Equal(["lost", "replied"], events.Where(e => e.Kind == "turn.ended").Select(e => e.Data["ending"]));
        Assert.All(events.Where(e => e.Kind == "tool.settled"), e => Assert.Null(e.Fault));
        Assert.Equal("Kim Field", Assert.Single(await athera.Api.ListAsync<ContactSeen>($"contacts?address=%2B{Customer}", Cancellation)).Name);
    }
}

public sealed class TurnKillOnSqliteTests() : TurnKillTests(Engines.Sqlite);

public sealed class TurnKillOnPostgresTests(SharedPostgres postgres) : TurnKillTests(Engines.Postgres(postgres));
