using Athera.Journal;
using Athera.Sourcing;
using Orleans.Concurrency;

namespace Athera.Tenants;

/// <summary>A tenant. Its stream is Athera's own: a tenant cannot see or change it, and closing it does not depend on its key.</summary>
[Reentrant]
public sealed class TenantGrain(IGrainContext context)
    : EntityGrain<Tenant, TenantEvent>(context, StreamCategory.Tenant), ITenantGrain
{
    private static readonly Refusal Exists = new(RefusalKind.Conflict, "tenant_exists", "This tenant exists already.");

    private static readonly Refusal KeyTaken = new(
        RefusalKind.Conflict, "key_taken", "This API key belongs to another tenant.");

    private TenantId Id => new(Key.Id);

    /// <inheritdoc/>
    protected override Tenant Empty => Tenant.Empty;

    /// <inheritdoc/>
    protected override EventCodec<TenantEvent> Codec => TenantForm.Events;

    /// <inheritdoc/>
    protected override int SnapshotVersion => TenantForm.SnapshotVersion;

    /// <inheritdoc/>
    public async Task<Result<NewTenant>> Create(CreateTenant command)
    {
        var problems = Tenant.Check(command);
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        try
        {
            // What a tenant owns is sealed under its key, so the key comes first; without the tenant it opens nothing.
            await Vault.CreateAsync(Id, Id.Value, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            return Refusal.Unavailable;
        }
        var apiKey = command.ApiKey ?? ApiKey.New();
        var created = new TenantCreated(command.Name, command.AdminEmail, ApiKey.ClaimOf(apiKey).Value, Clock.GetUtcNow());
        return await ChangeAsync(tenant => tenant.Exists ? Exists : created, _ => new NewTenant(Id, apiKey), KeyTaken);
    }

    /// <inheritdoc/>
    public async Task<Result<TenantView>> Get()
    {
        var tenant = await GetStateAsync();
        return tenant.Exists ? tenant.View(Id) : Refusal.NotFound;
    }

    /// <inheritdoc/>
    public async Task<Result<Done>> Admit(string apiKey)
    {
        if (apiKey.Length is < ApiKey.MinLength or > ApiKey.MaxLength)
            return Refusal.Invalid("apiKey", $"must have {ApiKey.MinLength} to {ApiKey.MaxLength} characters");
        var key = ApiKey.ClaimOf(apiKey).Value;
        return await ChangeAsync<Done>(
            tenant => !tenant.Exists ? Refusal.NotFound
                : tenant.Keys.Contains(key) ? Decision<TenantEvent>.Nothing
                : new ApiKeyAdmitted(key),
            _ => Done.Value, KeyTaken);
    }

    /// <inheritdoc/>
    public Task<Result<TenantView>> Close() => ChangeAsync(
        tenant => !tenant.Exists ? Refusal.NotFound
            : tenant.ClosedAt is null ? new TenantClosed(Clock.GetUtcNow())
            : Decision<TenantEvent>.Nothing,
        tenant => tenant.View(Id));

    /// <inheritdoc/>
    protected override Tenant Fold(Tenant state, TenantEvent? @event) => state.Apply(@event);

    /// <inheritdoc/>
    protected override long SequenceOf(Tenant state) => state.Sequence;

    /// <inheritdoc/>
    protected override Tenant ReadSnapshot(ReadOnlySpan<byte> payload) => TenantForm.Read(payload);

    /// <inheritdoc/>
    protected override byte[] WriteSnapshot(Tenant state) => TenantForm.Write(state);

    /// <inheritdoc/>
    protected override Append Complete(
        Append append, Tenant before, Tenant after, IReadOnlyList<TenantEvent> events, Sealer sealer) => append with
        {
            Claims = [.. after.Keys.Except(before.Keys).Select(key => new Claim(new ClaimKey(key), Key.Id, after.Sequence))],
        };
}

/// <summary>All tenants.</summary>
[StatelessWorker, Reentrant]
public sealed class TenantsGrain(IGrainContext context, SnapshotReader reader) : Grain(context), ITenantsGrain
{
    /// <inheritdoc/>
    public Task<Page<TenantView>> List(string? after, int limit) => reader.ListAsync(
        TenantId.Platform, StreamCategory.Tenant, after, limit,
        (id, payload) => TenantForm.Read(payload).View(new TenantId(id)), CancellationToken.None);
}
