using Athera.Channels;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>What a provider's list said, for the conversation that had asked.</summary>
/// <param name="Message">The message.</param>
/// <param name="Attempt">The attempt whose outcome is unknown.</param>
/// <param name="Question">Which question about it this answers, from 1.</param>
/// <param name="Evidence">The answer.</param>
[GenerateSerializer, Immutable, Alias("Athera.EvidenceReport")]
public sealed record EvidenceReport(
    [property: Id(0)] MessageId Message, [property: Id(1)] int Attempt, [property: Id(2)] int Question,
    [property: Id(3)] SentEvidence Evidence);
