using System.ComponentModel.DataAnnotations;

namespace Athera.Api.Agents;

/// <summary>An agent to create: the fields of its draft. It needs a name; what else is left out has its default.</summary>
public sealed record CreateAgentBody : ChangeAgentBody
{
    /// <summary>What the tenant calls it.</summary>
    [Required, StringLength(200, MinimumLength = 1)]
    public override string? Name { get; init; }
}
