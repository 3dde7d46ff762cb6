using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Channels;
using Athera.Sourcing;

namespace Athera.Refusals;

/// <summary>Something that happened to an account's refusals. Written down for years: add members, never rename or reuse them.</summary>
public abstract record RefusalEvent;

/// <summary>A silo told what it had counted.</summary>
/// <param name="Counts">How many, by reason.</param>
/// <param name="Last">The last that was looked into, if any.</param>
public sealed record RefusalsCounted(IReadOnlyList<RefusalCount> Counts, ExplainedRefusal? Last) : RefusalEvent;

/// <summary>The account was removed.</summary>
public sealed record RefusalsForgotten : RefusalEvent;

/// <summary>What was refused, folded from its events. Its size is bounded by the number of reasons.</summary>
public sealed record AccountRefusals
{
    /// <summary>Reasons kept; there are fewer, and no sender can add one.</summary>
    private const int MaxReasons = 32;

    /// <summary>Nothing was refused.</summary>
    public static AccountRefusals Empty { get; } = new();

    /// <summary>The last event.</summary>
    public long Sequence { get; init; }

    /// <summary>By reason.</summary>
    public ImmutableDictionary<string, RefusalCount> Counts { get; init; } = ImmutableDictionary<string, RefusalCount>.Empty;

    /// <summary>The last that was looked into.</summary>
    public ExplainedRefusal? Last { get; init; }

    /// <summary>The account was removed: what is still told of it is not counted.</summary>
    public bool Forgotten { get; init; }

    /// <summary>The state after one more event.</summary>
    public AccountRefusals Apply(RefusalEvent? @event)
    {
        var next = this with { Sequence = Sequence + 1 };
        return @event switch
        {
            RefusalsCounted e => next with
            {
                Counts = e.Counts.Aggregate(Counts, Sum),
                Last = e.Last?.At >= (Last?.At ?? DateTimeOffset.MinValue) ? e.Last : Last,
            },
            RefusalsForgotten => Empty with { Sequence = next.Sequence, Forgotten = true },
            _ => next,
        };
    }

    /// <summary>What the tenant is shown.</summary>
    public RefusalsView View() => new([.. Counts.Values.OrderByDescending(count => count.LastAt)], Last);

    /// <summary>The last one in short.</summary>
    public LastRefusal? InShort() => Last is { } last ? new LastRefusal(last.At, last.Reason, last.Advice) : null;

    private static ImmutableDictionary<string, RefusalCount> Sum(ImmutableDictionary<string, RefusalCount> counts, RefusalCount more)
    {
        if (!counts.TryGetValue(more.Reason, out var known))
            return counts.Count < MaxReasons ? counts.Add(more.Reason, more) : counts;
        var lastAt = known.LastAt > more.LastAt ? known.LastAt : more.LastAt;
        return counts.SetItem(more.Reason, new RefusalCount(more.Reason, known.Count + more.Count, lastAt));
    }
}

/// <summary>How refusals are written down. The names are stored: never change or reuse one.</summary>
public static class RefusalForm
{
    /// <summary>The form of a snapshot.</summary>
    public const int SnapshotVersion = 1;

    /// <summary>The events.</summary>
    public static EventCodec<RefusalEvent> Events { get; } = new EventCodec<RefusalEvent>()
        .Add("refusals.counted", RefusalJson.Default.RefusalsCounted)
        .Add("refusals.forgotten", RefusalJson.Default.RefusalsForgotten);

    /// <summary>Writes a snapshot.</summary>
    public static byte[] Write(AccountRefusals refusals) =>
        JsonSerializer.SerializeToUtf8Bytes(refusals, RefusalJson.Default.AccountRefusals);

    /// <summary>Reads a snapshot.</summary>
    public static AccountRefusals Read(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize(payload, RefusalJson.Default.AccountRefusals)!;
}

/// <summary>Generated serializers of what refusals store.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RefusalsCounted))]
[JsonSerializable(typeof(RefusalsForgotten))]
[JsonSerializable(typeof(AccountRefusals))]
internal sealed partial class RefusalJson : JsonSerializerContext;
