using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Sourcing;

namespace Athera.Agents;

/// <summary>Something that happened to an agent profile. Written down for years: add members, never rename or reuse them.</summary>
public abstract record AgentEvent;

/// <summary>The draft was changed.</summary>
/// <param name="Draft">The whole new draft.</param>
public sealed record AgentDrafted(AgentProfile Draft) : AgentEvent;

/// <summary>The draft became what customers meet.</summary>
/// <param name="Profile">What they meet.</param>
/// <param name="Version">How often it has been published, this time included.</param>
public sealed record AgentPublished(AgentProfile Profile, int Version) : AgentEvent;

/// <summary>An agent profile, folded from its events.</summary>
public sealed record Agent
{
    /// <summary>What every new tenant has: published, and answering on every account, before anybody has touched it.</summary>
    public static Agent Default { get; } = new();

    /// <summary>The last event.</summary>
    public long Sequence { get; init; }

    /// <summary>What would be published.</summary>
    public AgentProfile Draft { get; init; } = new();

    /// <summary>What customers meet.</summary>
    public AgentProfile Published { get; init; } = new();

    /// <summary>How often it has been published.</summary>
    public int Version { get; init; }

    /// <summary>The state after one more event.</summary>
    public Agent Apply(AgentEvent? @event)
    {
        var next = this with { Sequence = Sequence + 1 };
        return @event switch
        {
            AgentDrafted e => next with { Draft = e.Draft },
            AgentPublished e => next with { Published = e.Profile, Version = e.Version },
            _ => next,
        };
    }

    /// <summary>What is wrong with a change, by field; empty if nothing is.</summary>
    public static IReadOnlyDictionary<string, string> Check(ChangeAgent change)
    {
        var problems = new Dictionary<string, string>();
        if (change.Name is { Length: 0 or > 200 })
            problems["name"] = "must have 1 to 200 characters";
        if (change.Instructions is { Length: > 16_000 })
            problems["instructions"] = "is longer than 16,000 characters";
        if (change.SettleMs is < 0 or > 60_000)
            problems["settleMs"] = "must be 0 to 60,000 milliseconds";
        if (change.Disclosure is { Length: 0 or > 500 })
            problems["disclosure"] = "must have 1 to 500 characters";
        if (change.AnswerWithinSeconds is < 1 or > 604_800)
            problems["answerWithinSeconds"] = "must be 1 to 604,800 seconds";
        return problems;
    }

    /// <summary>The draft with a change.</summary>
    public AgentProfile With(ChangeAgent change) => Draft with
    {
        Name = change.Name ?? Draft.Name,
        Instructions = change.Instructions ?? Draft.Instructions,
        SettleMs = change.SettleMs ?? Draft.SettleMs,
        Enabled = change.Enabled ?? Draft.Enabled,
        Disclosure = change.Disclosure ?? Draft.Disclosure,
        AnswerWithinSeconds = change.AnswerWithinSeconds ?? Draft.AnswerWithinSeconds,
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
        .Add("agent.published", AgentJson.Default.AgentPublished);

    /// <summary>Writes a snapshot.</summary>
    public static byte[] Write(Agent agent) => JsonSerializer.SerializeToUtf8Bytes(agent, AgentJson.Default.Agent);

    /// <summary>Reads a snapshot.</summary>
    public static Agent Read(ReadOnlySpan<byte> payload) => JsonSerializer.Deserialize(payload, AgentJson.Default.Agent)!;
}

// Defaults are written out: leaving a false or a zero away would read back as the profile's default, which is neither.
/// <summary>Generated serializers of what an agent profile stores.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AgentDrafted))]
[JsonSerializable(typeof(AgentPublished))]
[JsonSerializable(typeof(Agent))]
internal sealed partial class AgentJson : JsonSerializerContext;
