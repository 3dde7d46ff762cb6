using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Sourcing;

namespace Athera.Templates;

/// <summary>Something that happened to a template. Written down for years: add members, never rename or reuse them.</summary>
public abstract record TemplateEvent;

/// <summary>The provider has it like this.</summary>
/// <param name="Account">The channel account.</param>
/// <param name="Spec">What it is.</param>
/// <param name="At">When it was read.</param>
public sealed record TemplateLearned(ChannelAccountId Account, TemplateSpec Spec, DateTimeOffset At) : TemplateEvent;

/// <summary>The provider decided about it.</summary>
/// <param name="Status">What.</param>
/// <param name="Reason">Why, in its word.</param>
/// <param name="At">When it was heard.</param>
public sealed record TemplateStatusChanged(TemplateStatus Status, string? Reason, DateTimeOffset At) : TemplateEvent;

/// <summary>The provider judges anew how contacts take it.</summary>
/// <param name="Quality">In its word.</param>
/// <param name="At">When it was heard.</param>
public sealed record TemplateQualityChanged(string Quality, DateTimeOffset At) : TemplateEvent;

/// <summary>The provider says that it is for something else.</summary>
/// <param name="Category">For what.</param>
/// <param name="At">When it was heard.</param>
public sealed record TemplateCategoryChanged(string Category, DateTimeOffset At) : TemplateEvent;

/// <summary>What a provider says of a template.</summary>
public sealed record TemplateSpec
{
    /// <summary>Its name, by which it is sent.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it, where the name is an id.</summary>
    public string? Title { get; init; }

    /// <summary>Its language as the provider writes it; empty where the name says all.</summary>
    public string Language { get; init; } = "";

    /// <summary>What it is for, in lower case; empty if that is not known.</summary>
    public string Category { get; init; } = "";

    /// <summary>Whether it may be sent.</summary>
    public required TemplateStatus Status { get; init; }

    /// <summary>Why not, in the provider's word.</summary>
    public string? Reason { get; init; }

    /// <summary>How contacts take it, in the provider's word.</summary>
    public string? Quality { get; init; }

    /// <summary>The provider's id of it, by which it tells of changes.</summary>
    public string? ExternalId { get; init; }

    /// <summary>What it is made of, in the order of reading.</summary>
    public IReadOnlyList<TemplatePart> Parts { get; init => field = value ?? []; } = [];

    /// <summary>Says which it is only.</summary>
    public override string ToString() => $"TemplateSpec({Name}, {Language}, {Status})";

    /// <summary>Whether two say the same.</summary>
    public bool Says(TemplateSpec? other) =>
        other is not null && this with { Parts = [] } == other with { Parts = [] } && Parts.SequenceEqual(other.Parts);
}

/// <summary>A template, folded from its events.</summary>
public sealed record Template
{
    /// <summary>One nobody has heard of.</summary>
    public static Template Empty { get; } = new();

    /// <summary>The last event.</summary>
    public long Sequence { get; init; }

    /// <summary>The channel account.</summary>
    public ChannelAccountId Account { get; init; }

    /// <summary>What it is.</summary>
    public TemplateSpec? Spec { get; init; }

    /// <summary>When it was last read from the provider.</summary>
    public DateTimeOffset SyncedAt { get; init; }

    /// <summary>The state after one more event.</summary>
    public Template Apply(TemplateEvent? @event)
    {
        var next = this with { Sequence = Sequence + 1 };
        return @event switch
        {
            TemplateLearned e => next with { Account = e.Account, Spec = e.Spec, SyncedAt = e.At },
            TemplateStatusChanged e => next with { Spec = Spec is null ? null : Spec with { Status = e.Status, Reason = e.Reason } },
            TemplateQualityChanged e => next with { Spec = Spec is null ? null : Spec with { Quality = e.Quality } },
            TemplateCategoryChanged e => next with { Spec = Spec is null ? null : Spec with { Category = e.Category } },
            _ => next,
        };
    }
}

/// <summary>How a template is written down. The names are stored: never change or reuse one.</summary>
public static class TemplateForm
{
    /// <summary>The form of a snapshot.</summary>
    public const int SnapshotVersion = 1;

    /// <summary>The events.</summary>
    public static EventCodec<TemplateEvent> Events { get; } = new EventCodec<TemplateEvent>()
        .Add("template.learned", TemplateJson.Default.TemplateLearned)
        .Add("template.status.changed", TemplateJson.Default.TemplateStatusChanged)
        .Add("template.quality.changed", TemplateJson.Default.TemplateQualityChanged)
        .Add("template.category.changed", TemplateJson.Default.TemplateCategoryChanged);

    /// <summary>Writes a snapshot.</summary>
    public static byte[] Write(Template template) => JsonSerializer.SerializeToUtf8Bytes(template, TemplateJson.Default.Template);

    /// <summary>Reads a snapshot.</summary>
    public static Template Read(ReadOnlySpan<byte> payload) => JsonSerializer.Deserialize(payload, TemplateJson.Default.Template)!;
}

/// <summary>Generated serializers of what a template stores.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TemplateLearned))]
[JsonSerializable(typeof(TemplateStatusChanged))]
[JsonSerializable(typeof(TemplateQualityChanged))]
[JsonSerializable(typeof(TemplateCategoryChanged))]
[JsonSerializable(typeof(Template))]
[JsonSerializable(typeof(TemplateSpec))]
internal sealed partial class TemplateJson : JsonSerializerContext;
