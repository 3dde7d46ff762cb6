using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Sourcing;

namespace Athera.Agents;

/// <summary>Something that happened to an agent profile. Written down for years: add members, never rename or reuse them.</summary>
public abstract record AgentEvent;

/// <summary>It was created, as a draft nobody meets yet.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="At">When.</param>
public sealed record AgentCreated(AgentProfile Draft, DateTimeOffset At) : AgentEvent;

/// <summary>The draft was changed.</summary>
/// <param name="Draft">The whole new draft.</param>
public sealed record AgentDrafted(AgentProfile Draft) : AgentEvent;

/// <summary>The draft became what customers meet.</summary>
/// <param name="Profile">What they meet.</param>
/// <param name="Version">How often it has been published, this time included.</param>
public sealed record AgentPublished(AgentProfile Profile, int Version) : AgentEvent;

/// <summary>It was removed: it answers no more, and no account may name it.</summary>
/// <param name="At">When.</param>
public sealed record AgentRemoved(DateTimeOffset At) : AgentEvent;

/// <summary>An agent profile, folded from its events.</summary>
public sealed record Agent
{
    /// <summary>What every new tenant has: published, and answering on every account, before anybody has touched it.</summary>
    public static Agent Default { get; } = new();

    /// <summary>The last event.</summary>
    public long Sequence { get; init; }

    /// <summary>What would be published.</summary>
    public AgentProfile Draft { get; init; } = new();

    /// <summary>What customers meet; <see langword="null"/> before it is published.</summary>
    public AgentProfile? Published { get; init; } = new();

    /// <summary>How often it has been published.</summary>
    public int Version { get; init; }

    /// <summary>It is there no more.</summary>
    public bool Removed { get; init; }

    /// <summary>The state after one more event.</summary>
    public Agent Apply(AgentEvent? @event)
    {
        var next = this with { Sequence = Sequence + 1 };
        return @event switch
        {
            AgentCreated e => next with { Draft = e.Draft, Published = null },
            AgentDrafted e => next with { Draft = e.Draft },
            AgentPublished e => next with { Published = e.Profile, Version = e.Version },
            AgentRemoved => next with { Removed = true },
            _ => next,
        };
    }

    /// <summary>Whether the draft is what customers meet: as written down, since lists of the same are not the same list.</summary>
    [JsonIgnore]
    public bool IsPublished => Published is not null && AgentForm.Write(Draft).AsSpan().SequenceEqual(AgentForm.Write(Published));

    /// <summary>The draft with a change.</summary>
    public AgentProfile With(ChangeAgent change) => Draft with
    {
        Name = change.Name ?? Draft.Name,
        Instructions = change.Instructions ?? Draft.Instructions,
        SettleMs = change.SettleMs ?? Draft.SettleMs,
        Enabled = change.Enabled ?? Draft.Enabled,
        Disclosure = change.Disclosure ?? Draft.Disclosure,
        AnswerWithinSeconds = change.AnswerWithinSeconds ?? Draft.AnswerWithinSeconds,
        Tone = change.Tone ?? Draft.Tone,
        Languages = change.Languages ?? Draft.Languages,
        Model = change.Model is null ? Draft.Model : change.Model.Length == 0 ? null : change.Model,
        Fallbacks = change.Fallbacks ?? Draft.Fallbacks,
        Tools = change.Tools ?? Draft.Tools,
        Budgets = change.Budgets ?? Draft.Budgets,
        Hours = change.Hours is null ? Draft.Hours : change.Hours.Shifts.Count == 0 ? null : change.Hours,
        HandOver = change.HandOver ?? Draft.HandOver,
        Disclosures = change.Disclosures ?? Draft.Disclosures,
        Links = change.Links ?? Draft.Links,
    };
}

/// <summary>How an agent profile is written down. The names are stored: never change or reuse one.</summary>
public static class AgentForm
{
    /// <summary>The form of a snapshot.</summary>
    public const int SnapshotVersion = 1;

    /// <summary>The events.</summary>
    public static EventCodec<AgentEvent> Events { get; } = new EventCodec<AgentEvent>()
        .Add("agent.drafted", AgentJson.Default.AgentDrafted)
        .Add("agent.published", AgentJson.Default.AgentPublished)
        .Add("agent.created", AgentJson.Default.AgentCreated)
        .Add("agent.removed", AgentJson.Default.AgentRemoved);

    /// <summary>Writes a snapshot.</summary>
    public static byte[] Write(Agent agent) => JsonSerializer.SerializeToUtf8Bytes(agent, AgentJson.Default.Agent);

    /// <summary>Writes a profile.</summary>
    public static byte[] Write(AgentProfile profile) => JsonSerializer.SerializeToUtf8Bytes(profile, AgentJson.Default.AgentProfile);

    /// <summary>Reads a snapshot.</summary>
    public static Agent Read(ReadOnlySpan<byte> payload) => JsonSerializer.Deserialize(payload, AgentJson.Default.Agent)!;
}

// Defaults are written out: leaving a false or a zero away would read back as the profile's default, which is neither.
/// <summary>Generated serializers of what an agent profile stores.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AgentDrafted))]
[JsonSerializable(typeof(AgentPublished))]
[JsonSerializable(typeof(AgentCreated))]
[JsonSerializable(typeof(AgentRemoved))]
[JsonSerializable(typeof(AgentProfile))]
[JsonSerializable(typeof(Agent))]
internal sealed partial class AgentJson : JsonSerializerContext;
