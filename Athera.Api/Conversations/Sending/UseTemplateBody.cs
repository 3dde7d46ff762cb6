using System.ComponentModel.DataAnnotations;
using Athera.Api.Contract;
using Athera.Messages;

namespace Athera.Api.Conversations;

/// <summary>A template and what it is filled in with.</summary>
public sealed record UseTemplateBody
{
    /// <summary>Its name as <c>/templates</c> lists it.</summary>
    [Required, StringLength(512, MinimumLength = 1)]
    public string Name { get; init; } = "";

    /// <summary>Its language as <c>/templates</c> lists it.</summary>
    [StringLength(512)]
    public string Language { get; init; } = "";

    /// <summary>Values by the names that <c>/templates</c> lists as its variables.</summary>
    [MaxLength(TemplateUse.MaxVariables), EachText(MaxLength = 1024, MaxNameLength = 128)]
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    internal TemplateUse Use => new()
    {
        Name = Name,
        Language = Language,
        Variables = Variables ?? new Dictionary<string, string>(),
    };

    /// <summary>Says nothing of what it is filled in with.</summary>
    public override string ToString() => nameof(UseTemplateBody);
}
