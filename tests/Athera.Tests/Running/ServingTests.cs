using System.Net;
using Athera.Lab.Meta;
using Athera.Lab.Wire;
using Athera.Testing;
using Athera.Testing.Silos;
using Athera.Tests.Storage;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>What an Athera does that simply runs.</summary>
public abstract partial class ServingTests(Func<string, Task<SiloStorage>> engine, SharedAthera shared)
    : RunningTests(engine), IClassFixture<SharedAthera>
{
    /// <summary>The Athera of this class, whose agent answers each message at once.</summary>
    private Task<RunningAthera> AtheraAsync() => shared.GetAsync(async () =>
    {
        var athera = await StartAsync();
        await athera.Api.ChangeAgentAsync(new { settleMs = 0 }, Cancellation);
        return athera;
    });

    /// <summary>Posts a webhook and gives what was answered.</summary>
    private static async Task<HttpStatusCode> StatusAsync(RunningAthera athera, SignedWebhook webhook)
    {
        using var answer = await athera.Api.PostAsync(webhook, Cancellation);
        return answer.StatusCode;
    }

    /// <summary>A customer's transcript as soon as the last answer has come as far as this.</summary>
    private static async Task<IReadOnlyList<MessageSeen>> AnsweredAsync(RunningAthera athera, string customer, string state)
    {
        var conversation = await athera.ConversationAsync(customer, Cancellation);
        return await Eventually.SeesAsync(
            () => athera.Api.MessagesAsync(conversation.Id, Cancellation),
            messages => messages is [.., { Direction: "out" } last] && last.State == state, Cancellation);
    }

    /// <summary>What Meta took for a customer.</summary>
    private static IEnumerable<GraphSend> SendsTo(RunningAthera athera, string customer) =>
        athera.Lab.Graph.Sends.Entries.Where(send => send.Recipient == customer);
}

public sealed class ServingFromSqliteTests(SharedAthera shared) : ServingTests(Engines.Sqlite, shared);

public sealed class ServingFromPostgresTests(SharedPostgres postgres, SharedAthera shared) : ServingTests(Engines.Postgres(postgres), shared);
