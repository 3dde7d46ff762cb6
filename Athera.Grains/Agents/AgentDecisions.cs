using Athera.Sourcing;

namespace Athera.Agents;

/// <summary>Decides about an agent profile: state and command in, events out. Whether the agent is there is looked at before.</summary>
internal static class AgentDecisions
{
    private static readonly Refusal Gone = new(RefusalKind.Conflict, "agent_removed", "This agent was removed.");

    /// <summary>Creates it. One that was created before stays as it is.</summary>
    public static Decision<AgentEvent> Create(Agent agent, ChangeAgent draft, DateTimeOffset now) =>
        agent.Removed ? Gone
        : agent.Sequence > 0 ? Decision<AgentEvent>.Nothing
        : new AgentCreated(agent.With(draft), now);

    /// <summary>Makes its draft what customers meet.</summary>
    public static Decision<AgentEvent> Publish(Agent agent) =>
        agent.IsPublished ? Decision<AgentEvent>.Nothing : new AgentPublished(agent.Draft, agent.Version + 1);

    /// <summary>Removes it.</summary>
    public static Decision<AgentEvent> Remove(Agent agent, DateTimeOffset now) =>
        agent.Removed ? Refusal.NotFound : new AgentRemoved(now);
}
