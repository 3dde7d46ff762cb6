namespace Athera.Agents;

/// <summary>An AI agent profile. Key: tenant and agent.</summary>
[Alias("Athera.IAgentGrain")]
public interface IAgentGrain : IGrainWithStringKey
{
    /// <summary>
    /// Creates it as a draft nobody meets before it is published. Refused as invalid by field, or as a conflict when there are too many
    /// (<c>too_many_agents</c>). Created again, how it was created is told.
    /// </summary>
    /// <param name="draft">The draft; it needs a name, and what is left out has its default.</param>
    [Alias("Create")]
    Task<Result<AgentView>> Create(ChangeAgent draft);

    /// <summary>The draft and whether it is what customers meet.</summary>
    [Alias("Get")]
    Task<Result<AgentView>> Get();

    /// <summary>Changes the draft; customers meet it only when it is published.</summary>
    [Alias("Change")]
    Task<Result<AgentView>> Change(ChangeAgent command);

    /// <summary>Makes the draft what customers meet.</summary>
    [Alias("Publish")]
    Task<Result<AgentView>> Publish();

    /// <summary>
    /// Removes it. Refused as a conflict when a channel account names it (<c>agent_in_use</c>), and of the default agent
    /// (<c>agent_is_default</c>), which answers wherever no other does.
    /// </summary>
    [Alias("Remove")]
    Task<Result<Done>> Remove();

    /// <summary>Runs recorded turns again from their record alone, and tells what comes out differently. Nothing is changed.</summary>
    [Alias("Replay")]
    Task<Result<ReplayView>> Replay(ReplayTurns command);
}

/// <summary>All agent profiles of a tenant. Key: the tenant's collection.</summary>
[Alias("Athera.IAgentsGrain")]
public interface IAgentsGrain : IGrainWithStringKey
{
    /// <summary>A page of them: first the default agent, which every tenant has, then the others in the order of their ids.</summary>
    [Alias("List")]
    Task<Page<AgentView>> List(string? after, int limit);
}

/// <summary>An agent profile as shown to its tenant.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Draft">What would be published.</param>
/// <param name="Published">What customers meet; <see langword="null"/> before it is published.</param>
/// <param name="Version">How often it has been published; 0 for one that never was, and for a default agent nobody has changed.</param>
/// <param name="IsDefault">Whether it answers on every account that names no other.</param>
[GenerateSerializer, Immutable, Alias("Athera.AgentView")]
public sealed record AgentView(
    [property: Id(0)] AgentId Id, [property: Id(1)] AgentProfile Draft,
    [property: Id(2)] AgentProfile? Published, [property: Id(3)] int Version, [property: Id(4)] bool IsDefault = false);
