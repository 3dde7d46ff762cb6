using Athera.Mutants.Runs;
using Athera.Mutants.Sources;

namespace Athera.Mutants.Catalog;

/// <summary>What 200 means to a provider.</summary>
internal static class AcceptingMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("answer-before-commit", "accepted means stored", FaultRun.Database,
            new SourceEdit("Athera.Grains/Gateway/ChannelGateway.cs",
                """
                var durable = await delivery.DeliverAsync(request, account, guard.Read(protocol, request));
                        return durable ? protocol.Accepted : WebhookReply.Unavailable;
                """,
                """
                delivery.DeliverAsync(request, account, guard.Read(protocol, request)).Ignore();
                        return protocol.Accepted;
                """)),

        new("unavailable-answered-200", "what is not stored is refused", FaultRun.Database,
            new SourceEdit("Athera.Grains/Gateway/ChannelGateway.cs",
                "return durable ? protocol.Accepted : WebhookReply.Unavailable;",
                "return protocol.Accepted;")),

        new("no-dedupe-key", "a repeated webhook changes nothing", FaultRun.Everyday,
            new SourceEdit("Athera.Grains/Conversations/ConversationClaims.cs",
                """
                case MessageReceived e:
                                    yield return new Claim(OfMessage(lookup, after.Account, e.ExternalId), conversation, sequence);
                """,
                "case MessageReceived:"),
            new SourceEdit("Athera.Grains/Conversations/Receiving.cs",
                "if (state.RecentExternalIds.Contains(message.ExternalId) || !seen.Add(message.ExternalId))",
                "if (!seen.Add(message.ExternalId))")),

        new("identity-not-claimed", "a sender has one conversation, whatever silo hears of them", FaultRun.Everyday,
            new SourceEdit("Athera.Grains/Conversations/ConversationClaims.cs",
                "yield return new Claim(OfIdentity(lookup, e.Account, address), conversation, sequence);",
                "")),

        new("repeat-drops-its-neighbours", "a repeat in a webhook leaves the messages beside it alone", FaultRun.Everyday,
            new SourceEdit("Athera.Grains/Conversations/Receiving.cs",
                "if (state.RecentExternalIds.Contains(message.ExternalId) || !seen.Add(message.ExternalId))",
                "if (!seen.Add(message.ExternalId))"),
            new SourceEdit("Athera.Grains/Conversations/ConversationGrain.Receiving.cs",
                "return !incoming.Superseded && HeldElsewhere([.. taken.Where(key => !incoming.Owns(key))]);",
                "return false;"),
            new SourceEdit("Athera.Grains/Conversations/ConversationGrain.Receiving.cs",
                "return !commit.Durable || !await",
                "return commit.Status == Journal.AppendStatus.Duplicate ? ReceiveOutcome.Stored : !commit.Durable || !await")),
    ];
}
