namespace Athera.Templates;

/// <summary>A template as shown to its tenant.</summary>
[GenerateSerializer, Immutable, Alias("Athera.TemplateView")]
public sealed record TemplateView
{
    /// <summary>Its id.</summary>
    [Id(0)] public required TemplateId Id { get; init; }

    /// <summary>The channel account.</summary>
    [Id(1)] public required ChannelAccountId ChannelAccountId { get; init; }

    /// <summary>Its name at the provider, by which it is sent.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>What people call it, where the name is an id.</summary>
    [Id(3)] public string? Title { get; init; }

    /// <summary>Its language as the provider writes it.</summary>
    [Id(4)] public required string Language { get; init; }

    /// <summary>What it is for: <c>marketing</c>, <c>utility</c>, <c>authentication</c>; empty if the provider has not said.</summary>
    [Id(5)] public required string Category { get; init; }

    /// <summary>Whether it may be sent.</summary>
    [Id(6)] public required TemplateStatus Status { get; init; }

    /// <summary>Why not, in the provider's word.</summary>
    [Id(7)] public string? Reason { get; init; }

    /// <summary>How contacts take it, in the provider's word.</summary>
    [Id(8)] public string? Quality { get; init; }

    /// <summary>What it is made of.</summary>
    [Id(9)] public required IReadOnlyList<TemplatePart> Parts { get; init; }

    /// <summary>The names of what has to be filled in, in the order of reading.</summary>
    [Id(10)] public required IReadOnlyList<string> Variables { get; init; }

    /// <summary>When it was last read from the provider.</summary>
    [Id(11)] public required DateTimeOffset SyncedAt { get; init; }

    /// <summary>Says the id only.</summary>
    public override string ToString() => $"TemplateView({Id})";
}

/// <summary>A part of a template.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Index">Its place among the parts of that kind, from 0.</param>
/// <param name="Text">Its words, with variables as <c>{{1}}</c> or <c>{{name}}</c>.</param>
/// <param name="Prefix">What stands before the names of its variables, such as <c>button.0.</c>; empty in the body.</param>
/// <param name="Media">A file stands there instead of words: <c>image</c>, <c>video</c> or <c>document</c>.</param>
/// <param name="Kind">What kind of button, in the provider's word.</param>
[GenerateSerializer, Immutable, Alias("Athera.TemplatePart")]
public sealed record TemplatePart(
    [property: Id(0)] TemplatePlace Place, [property: Id(1)] int Index, [property: Id(2)] string Text,
    [property: Id(3)] string Prefix = "", [property: Id(4)] string? Media = null, [property: Id(5)] string? Kind = null);

/// <summary>Where a part of a template stands. The numbers are stored: never change or reuse one.</summary>
[GenerateSerializer, Alias("Athera.TemplatePlace")]
public enum TemplatePlace : short
{
    /// <summary>Above.</summary>
    Header = 1,

    /// <summary>The message itself.</summary>
    Body = 2,

    /// <summary>Below, small.</summary>
    Footer = 3,

    /// <summary>To be tapped.</summary>
    Button = 4,
}

/// <summary>Whether a template may be sent. The numbers are stored: never change or reuse one.</summary>
[GenerateSerializer, Alias("Athera.TemplateStatus")]
public enum TemplateStatus : short
{
    /// <summary>It may be sent.</summary>
    Approved = 1,

    /// <summary>The provider has not decided.</summary>
    Pending = 2,

    /// <summary>The provider refused it.</summary>
    Rejected = 3,

    /// <summary>The provider has stopped it for a while, for its quality.</summary>
    Paused = 4,

    /// <summary>The provider has stopped it for good.</summary>
    Disabled = 5,

    /// <summary>The provider does not have it any more.</summary>
    Removed = 6,
}
