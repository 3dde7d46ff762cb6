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

    /// <summary>Runs recorded turns again from their record alone, and tells what comes out differently. Nothing is changed.</summary>
    [Alias("Replay")]
    Task<Result<ReplayView>> Replay(ReplayTurns command);

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

/// <summary>An agent profile as shown to its tenant.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Draft">What would be published.</param>
/// <param name="Published">What customers meet.</param>
/// <param name="Version">How often it has been published; 0 for a default agent nobody has changed.</param>
[GenerateSerializer, Immutable, Alias("Athera.AgentView")]
public sealed record AgentView(
    [property: Id(0)] AgentId Id, [property: Id(1)] AgentProfile Draft,
    [property: Id(2)] AgentProfile Published, [property: Id(3)] int Version);
