using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Sourcing;

namespace Athera.Tenants;

/// <summary>Something that happened to a tenant. Written down for years: add members, never rename or reuse them.</summary>
public abstract record TenantEvent
{
    /// <summary>Says what happened, and not to whom.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>It was created, with its first key.</summary>
/// <param name="Name">Its name.</param>
/// <param name="AdminEmail">Where its admin is reached.</param>
/// <param name="FirstKey">The keyed hash of its first API key: the key itself is stored nowhere.</param>
/// <param name="At">When.</param>
public sealed record TenantCreated(string Name, string AdminEmail, OpaqueId FirstKey, DateTimeOffset At) : TenantEvent;

/// <summary>One more API key works.</summary>
/// <param name="Key">Its hash.</param>
public sealed record ApiKeyAdmitted(OpaqueId Key) : TenantEvent;

/// <summary>It was closed.</summary>
/// <param name="At">When.</param>
public sealed record TenantClosed(DateTimeOffset At) : TenantEvent;

/// <summary>A tenant, folded from its events.</summary>
public sealed record Tenant
{
    /// <summary>A tenant that does not exist.</summary>
    public static Tenant Empty { get; } = new();

    /// <summary>The last event.</summary>
    public long Sequence { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where its admin is reached.</summary>
    public string AdminEmail { get; init; } = "";

    /// <summary>Hashes of the API keys that work.</summary>
    public ImmutableArray<OpaqueId> Keys { get; init; } = [];

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Whether it exists.</summary>
    public bool Exists => Sequence > 0;

    /// <summary>The state after one more event.</summary>
    public Tenant Apply(TenantEvent? @event)
    {
        var next = this with { Sequence = Sequence + 1 };
        return @event switch
        {
            TenantCreated e => next with { Name = e.Name, AdminEmail = e.AdminEmail, Keys = [e.FirstKey], CreatedAt = e.At },
            ApiKeyAdmitted e => next with { Keys = Keys.Add(e.Key) },
            TenantClosed e => next with { ClosedAt = e.At },
            _ => next,
        };
    }

    /// <summary>Says nothing about its people.</summary>
    public override string ToString() => $"Tenant({Sequence})";

    /// <summary>What the platform is shown.</summary>
    public TenantView View(TenantId id) => new(id, Name, CreatedAt, ClosedAt);

    /// <summary>What is wrong with a new tenant, by field; empty if nothing is.</summary>
    public static IReadOnlyDictionary<string, string> Check(CreateTenant command)
    {
        var problems = new Dictionary<string, string>();
        if (command.Name is not { Length: > 0 and <= 200 })
            problems["name"] = "must have 1 to 200 characters";
        if (command.AdminEmail is not { Length: >= 3 and <= 254 } || !command.AdminEmail.Contains('@', StringComparison.Ordinal))
            problems["adminEmail"] = "must be an e-mail address of at most 254 characters";
        return problems;
    }
}

/// <summary>How a tenant is written down. The names are stored: never change or reuse one.</summary>
public static class TenantForm
{
    /// <summary>The form of a snapshot.</summary>
    public const int SnapshotVersion = 1;

    /// <summary>The events.</summary>
    public static EventCodec<TenantEvent> Events { get; } = new EventCodec<TenantEvent>()
        .Add("tenant.created", TenantJson.Default.TenantCreated)
        .Add("api_key.admitted", TenantJson.Default.ApiKeyAdmitted)
        .Add("tenant.closed", TenantJson.Default.TenantClosed);

    /// <summary>Writes a snapshot.</summary>
    public static byte[] Write(Tenant tenant) => JsonSerializer.SerializeToUtf8Bytes(tenant, TenantJson.Default.Tenant);

    /// <summary>Reads a snapshot.</summary>
    public static Tenant Read(ReadOnlySpan<byte> payload) => JsonSerializer.Deserialize(payload, TenantJson.Default.Tenant)!;
}

/// <summary>Generated serializers of what a tenant stores.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TenantCreated))]
[JsonSerializable(typeof(ApiKeyAdmitted))]
[JsonSerializable(typeof(TenantClosed))]
[JsonSerializable(typeof(Tenant))]
internal sealed partial class TenantJson : JsonSerializerContext;
