namespace Athera.Agents;

/// <summary>An AI agent profile. Key: tenant and agent.</summary>
[Alias("Athera.IAgentGrain")]
public interface IAgentGrain : IGrainWithStringKey
{
    /// <summary>The draft and whether it is what customers meet.</summary>
    [Alias("Get")]
    Task<Result<AgentView>> Get();

    /// <summary>Changes the draft; customers meet it only when it is published.</summary>
    [Alias("Change")]
    Task<Result<AgentView>> Change(ChangeAgent command);

    /// <summary>Makes the draft what customers meet.</summary>
    [Alias("Publish")]
    Task<Result<AgentView>> Publish();

    /// <summary>What customers meet now, for the silos that serve them.</summary>
    [Alias("Published")]
    Task<AgentProfile> Published();
}

/// <summary>All agent profiles of a tenant. Key: the tenant's collection.</summary>
[Alias("Athera.IAgentsGrain")]
public interface IAgentsGrain : IGrainWithStringKey
{
    /// <summary>All of them; a tenant always has its default agent.</summary>
    [Alias("List")]
    Task<Page<AgentView>> List();
}

/// <summary>How an agent behaves.</summary>
[GenerateSerializer, Immutable, Alias("Athera.AgentProfile")]
public sealed record AgentProfile
{
    /// <summary>What the tenant calls it.</summary>
    [Id(0)] public string Name { get; init; } = "Assistant";

    /// <summary>What it is told before every turn, at most 16,000 characters.</summary>
    [Id(1)] public string Instructions { get; init; } =
        "You answer the customers of a business, briefly and kindly. When you do not know, say so.";

    /// <summary>How long a burst of messages may grow before it is answered as one, in milliseconds; 0 answers each at once.</summary>
    [Id(2)] public int SettleMs { get; init; } = 1500;

    /// <summary>Whether it answers at all; when not, messages wait for people.</summary>
    [Id(3)] public bool Enabled { get; init; } = true;

    /// <summary>What the first AI message of a conversation begins with, so that a person knows who is talking.</summary>
    [Id(4)] public string Disclosure { get; init; } = "I am an AI assistant.";

    /// <summary>Messages older than this by the provider's clock are left to people, in seconds.</summary>
    [Id(5)] public int AnswerWithinSeconds { get; init; } = 300;
}

/// <summary>What to change; what is <see langword="null"/> stays.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ChangeAgent")]
public sealed record ChangeAgent
{
    /// <summary>New name, 1 to 200 characters.</summary>
    [Id(0)] public string? Name { get; init; }

    /// <summary>New instructions, at most 16,000 characters.</summary>
    [Id(1)] public string? Instructions { get; init; }

    /// <summary>New settle time, 0 to 60,000 ms.</summary>
    [Id(2)] public int? SettleMs { get; init; }

    /// <summary>Whether it answers.</summary>
    [Id(3)] public bool? Enabled { get; init; }

    /// <summary>New disclosure, 1 to 500 characters.</summary>
    [Id(4)] public string? Disclosure { get; init; }

    /// <summary>New age limit, 1 to 604,800 s.</summary>
    [Id(5)] public int? AnswerWithinSeconds { get; init; }
}

/// <summary>An agent profile as shown to its tenant.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Draft">What would be published.</param>
/// <param name="Published">What customers meet.</param>
/// <param name="Version">How often it has been published; 0 for a default agent nobody has changed.</param>
[GenerateSerializer, Immutable, Alias("Athera.AgentView")]
public sealed record AgentView(
    [property: Id(0)] AgentId Id, [property: Id(1)] AgentProfile Draft,
    [property: Id(2)] AgentProfile Published, [property: Id(3)] int Version);
