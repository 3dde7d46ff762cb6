using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Messages;
using Athera.Sourcing;

namespace Athera.Improvement;

/// <summary>Something that happened to a tenant's way out. Written down for years: add members, never rename or reuse them.</summary>
public abstract record ImprovementEvent
{
    /// <summary>Says what happened.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>It was opened or closed.</summary>
/// <param name="Allowed">Opened.</param>
/// <param name="User">By whom; opaque.</param>
/// <param name="At">When.</param>
public sealed record ImprovementAllowed(bool Allowed, string User, DateTimeOffset At) : ImprovementEvent;

/// <summary>Samples were given out. It holds which, and nothing of what was said.</summary>
/// <param name="Samples">The agent's messages they are about.</param>
/// <param name="User">To whom; opaque.</param>
/// <param name="At">When.</param>
public sealed record SamplesExported(IReadOnlyList<MessageId> Samples, string User, DateTimeOffset At) : ImprovementEvent;

/// <summary>A tenant's way out, folded from its events. Nobody has said anything, so it is closed.</summary>
public sealed record ImprovementState
{
    private const int Shown = 50;

    /// <summary>Closed, and nothing ever given out.</summary>
    public static ImprovementState Empty { get; } = new();

    /// <summary>The last event.</summary>
    public long Sequence { get; init; }

    /// <summary>Whether it is open.</summary>
    public bool Allowed { get; init; }

    /// <summary>What was given out last.</summary>
    public ImmutableArray<SamplesExported> Exports { get; init; } = [];

    /// <summary>The state after one more event.</summary>
    public ImprovementState Apply(ImprovementEvent? @event)
    {
        var next = this with { Sequence = Sequence + 1 };
        return @event switch
        {
            ImprovementAllowed e => next with { Allowed = e.Allowed },
            SamplesExported e => next with { Exports = [.. Exports.TakeLast(Shown - 1), e] },
            _ => next,
        };
    }

    /// <summary>What its tenant is shown.</summary>
    public ImprovementView View() => new(Allowed, [.. Exports.Select(e => new ImprovementExported(e.At, e.User, e.Samples))]);
}

/// <summary>How it is written down. The names are stored: never change or reuse one.</summary>
public static class ImprovementForm
{
    /// <summary>The form of a snapshot.</summary>
    public const int SnapshotVersion = 1;

    /// <summary>The events.</summary>
    public static EventCodec<ImprovementEvent> Events { get; } = new EventCodec<ImprovementEvent>()
        .Add("improvement.allowed", ImprovementJson.Default.ImprovementAllowed)
        .Add("samples.exported", ImprovementJson.Default.SamplesExported);

    /// <summary>Writes a snapshot.</summary>
    public static byte[] Write(ImprovementState state) => JsonSerializer.SerializeToUtf8Bytes(state, ImprovementJson.Default.ImprovementState);

    /// <summary>Reads a snapshot.</summary>
    public static ImprovementState Read(ReadOnlySpan<byte> payload) => JsonSerializer.Deserialize(payload, ImprovementJson.Default.ImprovementState)!;
}

/// <summary>Generated serializers of what is stored of it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImprovementAllowed))]
[JsonSerializable(typeof(SamplesExported))]
[JsonSerializable(typeof(ImprovementState))]
internal sealed partial class ImprovementJson : JsonSerializerContext;
