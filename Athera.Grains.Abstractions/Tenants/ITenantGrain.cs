namespace Athera.Tenants;

/// <summary>A tenant. Key: its id under the platform, see <see cref="TenantKey"/>.</summary>
[Alias("Athera.ITenantGrain")]
public interface ITenantGrain : IGrainWithStringKey
{
    /// <summary>Creates it, with its first API key. Creating one that exists is refused as a conflict.</summary>
    [Alias("Create")]
    Task<Result<NewTenant>> Create(CreateTenant command);

    /// <summary>What it is.</summary>
    [Alias("Get")]
    Task<Result<TenantView>> Get();

    /// <summary>Lets in whoever has this API key too, 4 to 512 characters: short ones are for demonstrations. A key that is let in already stays so.</summary>
    [Alias("Admit")]
    Task<Result<Done>> Admit(string apiKey);

    /// <summary>Closes it: its keys stop working and nothing more is accepted for it.</summary>
    [Alias("Close")]
    Task<Result<TenantView>> Close();
}

/// <summary>All tenants. Key: the platform's, see <see cref="TenantId.Platform"/>.</summary>
[Alias("Athera.ITenantsGrain")]
public interface ITenantsGrain : IGrainWithStringKey
{
    /// <summary>A page of them, in the order of their ids.</summary>
    [Alias("List")]
    Task<Page<TenantView>> List(string? after, int limit);
}

/// <summary>A business that wants to use Athera.</summary>
/// <param name="Name">Its name, 1 to 200 characters.</param>
/// <param name="AdminEmail">Where its first admin is reached, 3 to 254 characters with an at sign.</param>
/// <param name="ApiKey">A key to use instead of a drawn one; only a development host gives it.</param>
[GenerateSerializer, Immutable, Alias("Athera.CreateTenant")]
public sealed record CreateTenant(
    [property: Id(0)] string Name, [property: Id(1)] string AdminEmail, [property: Id(2)] string? ApiKey = null)
{
    /// <summary>Tells neither the key nor whom to reach.</summary>
    public override string ToString() => nameof(CreateTenant);
}

/// <summary>A tenant just created.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ApiKey">Its first API key: shown now and never again.</param>
[GenerateSerializer, Immutable, Alias("Athera.NewTenant")]
public sealed record NewTenant([property: Id(0)] TenantId Id, [property: Id(1)] string ApiKey)
{
    /// <summary>Says the id only.</summary>
    public override string ToString() => $"NewTenant({Id})";
}

/// <summary>A tenant as shown to the platform.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="ClosedAt">When it was closed, if it was.</param>
[GenerateSerializer, Immutable, Alias("Athera.TenantView")]
public sealed record TenantView(
    [property: Id(0)] TenantId Id, [property: Id(1)] string Name,
    [property: Id(2)] DateTimeOffset CreatedAt, [property: Id(3)] DateTimeOffset? ClosedAt);
