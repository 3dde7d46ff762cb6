using Athera.Lab.Faults;
using Athera.Lab.Twilio;
using Athera.Lab.Wire;
using Athera.Testing;
using Athera.Testing.Silos;
using Athera.Tests.Storage;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>What Twilio's list of messages makes good: sends whose outcome nobody heard, and webhooks that never came.</summary>
public abstract class EvidenceTests(Func<string, Task<SiloStorage>> engine) : RunningTests(engine)
{
    private const string Customer = "12025550188";

    [Fact]
    public async Task A_send_whose_answer_and_statuses_are_lost_is_found_on_the_list_and_not_sent_twice()
    {
        await using var athera = await StartAsync(Quick);
        await athera.Api.ChangeAgentAsync(new { settleMs = 0 }, Cancellation);
        var sms = await athera.ConnectSmsAsync(Cancellation);
        athera.Lab.Twilio.StatusPlan = StatusPlan.Off;
        athera.Lab.Twilio.Faults.Next(Fault.TakeThenDrop);
        // The list is down as well at first; and the process dies while the outcome is unknown.
        athera.Lab.Twilio.LookupFaults.Always(Fault.Drop);

        await athera.Lab.TwilioWebhooks.SendAsync(sms, Text("Hello?"), Cancellation);
        await athera.Lab.Twilio.Sends.FirstAsync(send => send.To == $"+{Customer}", Eventually.Patience, Cancellation);
        var conversation = await athera.ConversationAsync(Customer, Cancellation);
        await UntilAsync(athera, conversation, "unknown");
        await athera.Silo.KillAsync();
        await athera.Silo.StartAsync(Cancellation);
        await Eventually.SeesAsync(
            () => Task.FromResult(athera.Lab.Providers.Wire.Entries.Count(wire => wire.Subject == "list messages" && wire.Customer == $"+{Customer}")),
            calls => calls > 0, Cancellation);
        athera.Lab.Twilio.LookupFaults.Clear();

        var sent = await UntilAsync(athera, conversation, "sent");
        var only = Assert.Single(athera.Lab.Twilio.Sends.Entries, send => send.To == $"+{Customer}");
        Assert.Equal(only.Sid, sent.ExternalId);
    }

    [Fact]
    public async Task A_Twilio_webhook_that_never_arrived_is_found_by_listing_and_answered_once()
    {
        await using var athera = await StartAsync(Quick);
        await athera.Api.ChangeAgentAsync(new { settleMs = 0 }, Cancellation);
        var sms = await athera.ConnectSmsAsync(Cancellation);
        Assert.True((await athera.Lab.Twilio.ReceiveAsync(sms, Text("first"), Cancellation))!.Accepted);
        athera.Lab.Twilio.WebhookFaults.Next(Fault.Drop);
        Assert.Null(await athera.Lab.Twilio.ReceiveAsync(sms, Text("lost"), Cancellation));

        var conversation = await athera.ConversationAsync(Customer, Cancellation);
        var transcript = await Eventually.SeesAsync(
            () => athera.Api.MessagesAsync(conversation.Id, Cancellation),
            messages => messages.Count(m => m is { Direction: "out", State: "delivered" }) == 2, Cancellation);

        Assert.Equal(["first", "lost"], transcript.Where(m => m.Direction == "in").Select(m => m.Text));
        // Listed again and again since, and by a process that has forgotten how far it had looked.
        await athera.Silo.KillAsync();
        var listed = athera.Lab.Providers.Wire.Entries.Count(IsList);
        await athera.Silo.StartAsync(Cancellation);
        await Eventually.SeesAsync(
            () => Task.FromResult(athera.Lab.Providers.Wire.Entries.Count(IsList)), now => now >= listed + 3, Cancellation);
        Assert.Equal(4, (await athera.Api.MessagesAsync(conversation.Id, Cancellation)).Count);
        Assert.Equal(2, athera.Lab.Twilio.Sends.Entries.Count(send => send.To == $"+{Customer}"));
    }

    private static bool IsList(WireRecord record) => record is { Subject: "list messages", Status: 200 };

    private static TwilioText Text(string text) => new() { From = $"+{Customer}", Text = text };

    private static IReadOnlyDictionary<string, string> Quick(Athera.Lab.LabServer lab) => new Dictionary<string, string>(Echoing(lab))
    {
        ["Athera:Patience:Evidence"] = "00:00:03",
        ["Athera:Twilio:Reconcile"] = "00:00:01",
    };

    private static async Task<MessageSeen> UntilAsync(RunningAthera athera, ConversationSeen conversation, string state) =>
        (await Eventually.SeesAsync(
            () => athera.Api.MessagesAsync(conversation.Id, Cancellation),
            messages => messages is [_, { Direction: "out" } reply] && reply.State == state, Cancellation))[1];
}

public sealed class EvidenceOnSqliteTests() : EvidenceTests(Engines.Sqlite);

public sealed class EvidenceOnPostgresTests(SharedPostgres postgres) : EvidenceTests(Engines.Postgres(postgres));
