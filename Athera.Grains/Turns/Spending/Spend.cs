using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Sourcing;

namespace Athera.Turns.Spending;

/// <summary>Something that happened to a tenant's money for models. Written down for years: add members, never rename or reuse them.</summary>
public abstract record SpendEvent;

/// <summary>A silo may spend so much.</summary>
/// <param name="Day">On this day (UTC).</param>
/// <param name="Micros">In millionths of the price table's currency.</param>
public sealed record SpendGranted(DateOnly Day, long Micros) : SpendEvent;

/// <summary>What silos were granted of a tenant's money, folded from its events.</summary>
public sealed record Spend
{
    /// <summary>Nothing.</summary>
    public static Spend Empty { get; } = new();

    /// <summary>The last event.</summary>
    public long Sequence { get; init; }

    /// <summary>The latest day something was granted on.</summary>
    public DateOnly Day { get; init; }

    /// <summary>What was granted on that day.</summary>
    public long Micros { get; init; }

    /// <summary>The state after one more event.</summary>
    public Spend Apply(SpendEvent? @event)
    {
        var next = this with { Sequence = Sequence + 1 };
        return @event is SpendGranted e ? next with { Day = e.Day, Micros = e.Day == Day ? Micros + e.Micros : e.Micros } : next;
    }

    /// <summary>
    /// What is granted: what is wanted, or the rest if that is enough for what is needed, or nothing. A day before the latest one has
    /// nothing left: the clock of who asks is behind.
    /// </summary>
    public long Grant(SpendWish wish)
    {
        var left = wish.Day < Day ? 0 : wish.PerDay - (wish.Day == Day ? Micros : 0);
        return left < wish.Needed ? 0 : Math.Min(left, wish.Wanted);
    }
}

/// <summary>How it is written down. The names are stored: never change or reuse one.</summary>
public static class SpendForm
{
    /// <summary>The form of a snapshot.</summary>
    public const int SnapshotVersion = 1;

    /// <summary>The events.</summary>
    public static EventCodec<SpendEvent> Events { get; } = new EventCodec<SpendEvent>()
        .Add("spend.granted", SpendJson.Default.SpendGranted);

    /// <summary>Writes a snapshot.</summary>
    public static byte[] Write(Spend spend) => JsonSerializer.SerializeToUtf8Bytes(spend, SpendJson.Default.Spend);

    /// <summary>Reads a snapshot.</summary>
    public static Spend Read(ReadOnlySpan<byte> payload) => JsonSerializer.Deserialize(payload, SpendJson.Default.Spend)!;
}

/// <summary>Generated serializers of what is stored of a tenant's money.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SpendGranted))]
[JsonSerializable(typeof(Spend))]
internal sealed partial class SpendJson : JsonSerializerContext;
