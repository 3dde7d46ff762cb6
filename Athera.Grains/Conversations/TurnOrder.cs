using Athera.Agents;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>What an agent needs for one turn.</summary>
[GenerateSerializer, Immutable, Alias("Athera.TurnOrder")]
public sealed record TurnOrder
{
    /// <summary>Which turn: the sequence of the event that began it.</summary>
    [Id(0)] public required long Turn { get; init; }

    /// <summary>How the agent behaves.</summary>
    [Id(1)] public required AgentProfile Profile { get; init; }

    /// <summary>The conversation so far, oldest first, ending with what is to be answered.</summary>
    [Id(2)] public required IReadOnlyList<TurnLine> Lines { get; init; }

    /// <summary>After this nobody waits for the answer.</summary>
    [Id(3)] public required DateTimeOffset Deadline { get; init; }

    /// <summary>Which try it is.</summary>
    [Id(4)] public int Try { get; init; } = 1;

    /// <summary>What is recorded of it already: outcomes are used, and nothing recorded is done again.</summary>
    [Id(5)] public IReadOnlyList<TurnStep> Steps { get; init; } = [];

    /// <summary>The agent.</summary>
    [Id(6)] public AgentId Agent { get; init; }

    /// <summary>The contact: the only one whose data tools may touch.</summary>
    [Id(7)] public ContactId Contact { get; init; }

    /// <summary>What fences data in this turn: the same for every try of it, and not to be guessed by who writes the data.</summary>
    [Id(8)] public string Boundary { get; init; } = "";

    /// <summary>The contact's own addresses, which an answer may name.</summary>
    [Id(9)] public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Says which turn it is only.</summary>
    public override string ToString() => $"TurnOrder({Turn}, {Try})";
}

/// <summary>A line of the conversation.</summary>
/// <param name="By">Who wrote it.</param>
/// <param name="Text">What it says. Written by strangers: data, never instructions.</param>
[GenerateSerializer, Immutable, Alias("Athera.TurnLine")]
public sealed record TurnLine([property: Id(0)] AuthorKind By, [property: Id(1)] string Text)
{
    /// <summary>Says who wrote it only.</summary>
    public override string ToString() => $"TurnLine({By})";
}

/// <summary>
/// Runs an agent's turns: seconds long, outside the conversation, so that neither a second message nor a person waits behind a
/// model. Key: tenant and conversation. Both calls return at once; what a turn comes to is brought to the conversation.
/// </summary>
[Alias("Athera.IAgentTurnGrain")]
public interface IAgentTurnGrain : IGrainWithStringKey
{
    /// <summary>Runs a turn.</summary>
    [Alias("Run"), Orleans.Concurrency.OneWay]
    Task Run(TurnOrder order);

    /// <summary>Stops a turn whose answer nobody wants any more.</summary>
    [Alias("Cancel"), Orleans.Concurrency.OneWay]
    Task Cancel(long turn);
}
