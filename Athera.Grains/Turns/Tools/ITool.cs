using System.Text.Json;

namespace Athera.Turns.Tools;

/// <summary>
/// Something an agent can do. A member of the family is a folder with its tools and a line of registration; its proof is the
/// inherited compliance suite. A tool never sees the model: it is called after its arguments were checked against
/// <see cref="Schema"/>, the policy allowed it and the intent was committed.
/// </summary>
public interface ITool
{
    /// <summary>What the model calls it: 1 to 64 of <c>a-z</c>, <c>0-9</c> and <c>_</c>, unique among an agent's tools.</summary>
    string Name { get; }

    /// <summary>What the model is told it does, at most 1,024 characters.</summary>
    string Description { get; }

    /// <summary>JSON Schema of the arguments, an object without additional properties.</summary>
    JsonElement Schema { get; }

    /// <summary>What running it can do.</summary>
    ToolEffect Effect { get; }

    /// <summary>
    /// Where it leads beyond Athera, and what it is said to do there; empty for what Athera does itself. What a person has allowed does not
    /// run once this, or the name, the schema or the effect, is another.
    /// </summary>
    string Target => "";

    /// <summary>
    /// Runs it. Called again with the same <see cref="ToolCall.Key"/> it has no second effect and tells the same outcome. What the
    /// contact may not have, and what is not there, is an outcome with a fault and not an exception.
    /// </summary>
    /// <exception cref="OperationCanceledException">The turn's time is over. Whether there was an effect is not known.</exception>
    Task<ToolOutcome> RunAsync(ToolCall call, CancellationToken cancellation);
}

/// <summary>Where an agent's tools come from: built in, or what a tenant has set up.</summary>
public interface IToolSource
{
    /// <summary>The tools there are for a tenant.</summary>
    ValueTask<IReadOnlyList<ITool>> ToolsAsync(TenantId tenant, CancellationToken cancellation);
}
