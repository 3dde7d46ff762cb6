using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Sourcing;

namespace Athera.Knowledge;

/// <summary>Something that happened to an article. Written down for years: add members, never rename or reuse them.</summary>
public abstract record ArticleEvent
{
    /// <summary>Says what happened, and not what is written.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>A version was made. Its text is in rows written by the same commit: whoever follows the feed has no use for it.</summary>
public sealed record ArticleWritten : ArticleEvent
{
    /// <summary>Which version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>What the tenant calls it.</summary>
    public required string Title { get; init; }

    /// <summary>The language it is in.</summary>
    public required string Language { get; init; }

    /// <summary>What its source is written in.</summary>
    public required ArticleKind Kind { get; init; }

    /// <summary>Size of its source.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of its source, in lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Characters of text.</summary>
    public required int Characters { get; init; }

    /// <summary>Parts it was cut into.</summary>
    public required int Parts { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What the commit writes beside the event. Not part of it: an event read back has none.</summary>
    [JsonIgnore]
    public ArticleText? Text { get; init; }
}

/// <summary>A version can be found by its meaning.</summary>
/// <param name="Version">The version.</param>
/// <param name="Model">What made its vectors.</param>
/// <param name="At">When.</param>
public sealed record ArticleEmbedded(int Version, string Model, DateTimeOffset At) : ArticleEvent
{
    /// <summary>What the commit writes beside the event. Not part of it: an event read back has none.</summary>
    [JsonIgnore]
    public IReadOnlyList<float[]> Vectors { get; init; } = [];
}

/// <summary>It was removed, with its text.</summary>
/// <param name="At">When.</param>
public sealed record ArticleDeleted(DateTimeOffset At) : ArticleEvent;

/// <summary>An article, folded from its events.</summary>
public sealed record Article
{
    /// <summary>One that nobody has written.</summary>
    public static Article Empty { get; } = new();

    /// <summary>The last event.</summary>
    public long Sequence { get; init; }

    /// <summary>The version that is found.</summary>
    public ArticleWritten? Current { get; init; }

    /// <summary>When its first version was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>What made the vectors of the version that is found.</summary>
    public string? EmbeddedBy { get; init; }

    /// <summary>It was removed.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>Its version; 0 for one that nobody has written.</summary>
    [JsonIgnore]
    public int Version => Current?.Version ?? 0;

    /// <summary>The state after one more event.</summary>
    public Article Apply(ArticleEvent? @event)
    {
        var next = this with { Sequence = Sequence + 1 };
        return @event switch
        {
            ArticleWritten e => next with
            {
                Current = e with { Text = null },
                CreatedAt = e.Version == 1 ? e.At : CreatedAt,
                EmbeddedBy = null,
            },
            ArticleEmbedded e => e.Version == Version ? next with { EmbeddedBy = e.Model } : next,
            ArticleDeleted => next with { Current = null, IsDeleted = true },
            _ => next,
        };
    }

    /// <summary>As shown to its tenant.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="current">The version that is found.</param>
    /// <param name="model">What makes vectors now, if anything does.</param>
    public ArticleView View(ArticleId id, ArticleWritten current, string? model) => new()
    {
        Id = id,
        Title = current.Title,
        Language = current.Language,
        Kind = current.Kind,
        Version = current.Version,
        Bytes = current.Bytes,
        Characters = current.Characters,
        Parts = current.Parts,
        Embedding = model is null ? ArticleEmbedding.None : EmbeddedBy == model ? ArticleEmbedding.Done : ArticleEmbedding.Pending,
        CreatedAt = CreatedAt,
        UpdatedAt = current.At,
    };
}

/// <summary>How an article is written down. The names are stored: never change or reuse one.</summary>
public static class ArticleForm
{
    /// <summary>The form of a snapshot.</summary>
    public const int SnapshotVersion = 1;

    /// <summary>The events.</summary>
    public static EventCodec<ArticleEvent> Events { get; } = new EventCodec<ArticleEvent>()
        .Add("article.written", ArticleJson.Default.ArticleWritten)
        .Add("article.embedded", ArticleJson.Default.ArticleEmbedded)
        .Add("article.deleted", ArticleJson.Default.ArticleDeleted);

    /// <summary>Writes a snapshot.</summary>
    public static byte[] Write(Article article) => JsonSerializer.SerializeToUtf8Bytes(article, ArticleJson.Default.Article);

    /// <summary>Reads a snapshot.</summary>
    public static Article Read(ReadOnlySpan<byte> payload) => JsonSerializer.Deserialize(payload, ArticleJson.Default.Article)!;
}

/// <summary>Generated serializers of what an article stores.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ArticleWritten))]
[JsonSerializable(typeof(ArticleEmbedded))]
[JsonSerializable(typeof(ArticleDeleted))]
[JsonSerializable(typeof(Article))]
[JsonSerializable(typeof(PartContent))]
internal sealed partial class ArticleJson : JsonSerializerContext;
