using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Sourcing;

namespace Athera.Quarantine;

/// <summary>Something that happened to a quarantined piece. Written down for years: add members, never rename or reuse them.</summary>
public abstract record QuarantineEvent;

/// <summary>It was put away.</summary>
/// <param name="Provider">Who sent it.</param>
/// <param name="Topic">What followed the account in the route.</param>
/// <param name="Target">Path and query it was sent to.</param>
/// <param name="ContentType">How the body is written.</param>
/// <param name="Body">The bytes.</param>
/// <param name="Account">The account it is for, if known.</param>
/// <param name="Routed">The account its route named, if it named one.</param>
/// <param name="Reason">Why it could not be read.</param>
/// <param name="At">When.</param>
/// <param name="ExternalId">The provider's id of the message it is, if that could be read.</param>
/// <param name="Conversation">Instead of a piece: the conversation that cannot do what is due.</param>
public sealed record PieceKept(
    string Provider, string Topic, string Target, string? ContentType, ReadOnlyMemory<byte> Body, ChannelAccountId? Account,
    ChannelAccountId? Routed, string Reason, DateTimeOffset At, string? ExternalId = null, ConversationId? Conversation = null)
    : QuarantineEvent;

/// <summary>It was read again, without success.</summary>
/// <param name="Reason">Why it still could not be read.</param>
public sealed record RetryFailed(string Reason) : QuarantineEvent;

/// <summary>It was read at last, and what it held is with its owners.</summary>
public sealed record PieceReleased : QuarantineEvent;

/// <summary>It was thrown away.</summary>
public sealed record PieceDiscarded : QuarantineEvent;

/// <summary>A quarantined piece, folded from its events.</summary>
public sealed record Quarantined
{
    /// <summary>Nothing.</summary>
    public static Quarantined Empty { get; } = new();

    /// <summary>The last event.</summary>
    public long Sequence { get; init; }

    /// <summary>What was put away.</summary>
    public PieceKept? Piece { get; init; }

    /// <summary>Why it cannot be read.</summary>
    public string Reason { get; init; } = "";

    /// <summary>How often it was read again.</summary>
    public int Retries { get; init; }

    /// <summary>It is still here.</summary>
    public bool Present => Piece is not null;

    /// <summary>The state after one more event.</summary>
    public Quarantined Apply(QuarantineEvent? @event)
    {
        var next = this with { Sequence = Sequence + 1 };
        return @event switch
        {
            PieceKept e => next with { Piece = e, Reason = e.Reason, Retries = 0 },
            RetryFailed e => next with { Reason = e.Reason, Retries = Retries + 1 },
            PieceReleased or PieceDiscarded => next with { Piece = null },
            _ => next,
        };
    }

    /// <summary>What the tenant's admin is shown.</summary>
    public static QuarantinedView View(QuarantineId id, PieceKept piece, string reason, int retries) => new(
        id, piece.Provider, piece.Account, reason, piece.At, piece.Body.Length, retries, piece.Conversation);
}

/// <summary>How a quarantined piece is written down. The names are stored: never change or reuse one.</summary>
public static class QuarantineForm
{
    /// <summary>The form of a snapshot.</summary>
    public const int SnapshotVersion = 1;

    /// <summary>The events.</summary>
    public static EventCodec<QuarantineEvent> Events { get; } = new EventCodec<QuarantineEvent>()
        .Add("piece.kept", QuarantineJson.Default.PieceKept)
        .Add("retry.failed", QuarantineJson.Default.RetryFailed)
        .Add("piece.released", QuarantineJson.Default.PieceReleased)
        .Add("piece.discarded", QuarantineJson.Default.PieceDiscarded);

    /// <summary>Writes a snapshot.</summary>
    public static byte[] Write(Quarantined piece) => JsonSerializer.SerializeToUtf8Bytes(piece, QuarantineJson.Default.Quarantined);

    /// <summary>Reads a snapshot.</summary>
    public static Quarantined Read(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize(payload, QuarantineJson.Default.Quarantined)!;
}

/// <summary>Generated serializers of what a quarantined piece stores.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PieceKept))]
[JsonSerializable(typeof(RetryFailed))]
[JsonSerializable(typeof(PieceReleased))]
[JsonSerializable(typeof(PieceDiscarded))]
[JsonSerializable(typeof(Quarantined))]
internal sealed partial class QuarantineJson : JsonSerializerContext;
