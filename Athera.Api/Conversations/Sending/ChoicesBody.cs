using System.ComponentModel.DataAnnotations;
using Athera.Messages;

namespace Athera.Api.Conversations;

/// <summary>What a message offers to tap: at most 3 buttons, or 10 rows or quick replies.</summary>
public sealed record ChoicesBody
{
    /// <summary>How it is offered.</summary>
    [Required]
    public ChoiceForm? Form { get; init; }

    /// <summary>What may be chosen, in order.</summary>
    [Required, MinLength(1), MaxLength(Athera.Messages.Choices.MaxRows)]
    public IReadOnlyList<ChoiceBody>? Options { get; init; }

    /// <summary>Of a list: the words on the button that opens it.</summary>
    [StringLength(20, MinimumLength = 1)]
    public string? Opener { get; init; }

    internal Choices Offered => new()
    {
        Form = Form.GetValueOrDefault(),
        Options = [.. (Options ?? []).Select(o => o is null ? new Choice("", "") : new Choice(o.Id, o.Title, o.Description, o.Section))],
        Opener = Opener,
    };
}

/// <summary>Something that may be chosen.</summary>
public sealed record ChoiceBody
{
    /// <summary>Comes back as the payload of the answer.</summary>
    public string Id { get; init; } = "";

    /// <summary>What is on it.</summary>
    public string Title { get; init; } = "";

    /// <summary>A second line, of a list's row.</summary>
    public string? Description { get; init; }

    /// <summary>The heading it stands under, of a list's row.</summary>
    public string? Section { get; init; }
}
