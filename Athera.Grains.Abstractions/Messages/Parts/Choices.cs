namespace Athera.Messages;

/// <summary>
/// What a message offers to tap. A channel without such a thing sends the same as numbered lines of text. The limits are Meta's for phones,
/// the narrowest of those that have it.
/// </summary>
[GenerateSerializer, Immutable, Alias("Athera.Choices")]
public sealed record Choices
{
    /// <summary>Buttons, at most.</summary>
    public const int MaxButtons = 3;

    /// <summary>Rows of a list, at most, over all sections.</summary>
    public const int MaxRows = 10;

    /// <summary>Longest title of a button, in UTF-16 units.</summary>
    public const int MaxButtonTitle = 20;

    /// <summary>Longest title of a row, in UTF-16 units.</summary>
    public const int MaxRowTitle = 24;

    /// <summary>Longest description of a row, in UTF-16 units.</summary>
    public const int MaxRowDescription = 72;

    /// <summary>Longest id of a button or row, in UTF-16 units.</summary>
    public const int MaxId = 200;

    /// <summary>How they are offered.</summary>
    [Id(0)] public required ChoiceForm Form { get; init; }

    /// <summary>What may be chosen, in order.</summary>
    [Id(1)] public required IReadOnlyList<Choice> Options { get; init; }

    /// <summary>Of a list: the words on the button that opens it, at most 20 characters.</summary>
    [Id(2)] public string? Opener { get; init; }

    /// <summary>Says how many only.</summary>
    public override string ToString() => $"Choices({Form}, {Options.Count})";
}

/// <summary>Something that may be chosen.</summary>
/// <param name="Id">Comes back as the payload of the answer.</param>
/// <param name="Title">What is on it.</param>
/// <param name="Description">A second line, of a list's row.</param>
/// <param name="Section">The heading it stands under, of a list's row.</param>
[GenerateSerializer, Immutable, Alias("Athera.Choice")]
public sealed record Choice(
    [property: Id(0)] string Id, [property: Id(1)] string Title, [property: Id(2)] string? Description = null,
    [property: Id(3)] string? Section = null);

/// <summary>How choices are offered. The numbers are stored: never change or reuse one.</summary>
[GenerateSerializer, Alias("Athera.ChoiceForm")]
public enum ChoiceForm
{
    /// <summary>Buttons below the message.</summary>
    Buttons = 1,

    /// <summary>A list behind a button.</summary>
    List = 2,

    /// <summary>Replies that vanish once one is tapped, where a channel has such; buttons elsewhere.</summary>
    QuickReplies = 3,
}
