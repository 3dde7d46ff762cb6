using Athera.Lab.Meta;

namespace Athera.Testing.Silos;

/// <summary>All that can be known from outside about what passed between one customer and the business.</summary>
public sealed record CustomerHistory
{
    /// <summary>Who.</summary>
    public required string Customer { get; init; }

    /// <summary>Texts Meta was told 200 for, in the order of those answers; each was written after the one before was accepted.</summary>
    public required IReadOnlyList<WhatsAppText> Accepted { get; init; }

    /// <summary>What the API shows, oldest first.</summary>
    public required IReadOnlyList<MessageSeen> Transcript { get; init; }

    /// <summary>What Meta took from the business, in the order of taking.</summary>
    public required IReadOnlyList<GraphSend> Sends { get; init; }

    /// <summary>Whether nothing is under way any more: all is answered and every answer was read.</summary>
    public bool IsSettled =>
        Incoming.Count() == Accepted.Count && Outgoing.Count() == Accepted.Count && Outgoing.All(message => message.State == "read");

    internal IEnumerable<MessageSeen> Incoming => Transcript.Where(message => message.Direction == "in");

    internal IEnumerable<MessageSeen> Outgoing => Transcript.Where(message => message.Direction == "out");

    /// <summary>Tells how much there is of everything.</summary>
    public override string ToString() =>
        $"{Accepted.Count} accepted, {Incoming.Count()} in, {Outgoing.Count()} out "
        + $"({string.Join(", ", Outgoing.CountBy(message => message.State).Select(state => $"{state.Value} {state.Key}"))}), {Sends.Count} sent";
}
