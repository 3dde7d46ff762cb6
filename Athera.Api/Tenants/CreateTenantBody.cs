using System.ComponentModel.DataAnnotations;

namespace Athera.Api.Tenants;

/// <summary>A business that wants to use Athera.</summary>
public sealed record CreateTenantBody
{
    /// <summary>Its name.</summary>
    [Required, StringLength(200)]
    public string Name { get; init; } = "";

    /// <summary>Where its first admin is reached.</summary>
    [Required, StringLength(254, MinimumLength = 3), EmailAddress]
    public string AdminEmail { get; init; } = "";

    /// <summary>Says nothing about the person.</summary>
    public override string ToString() => nameof(CreateTenantBody);
}
