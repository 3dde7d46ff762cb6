using System.ComponentModel.DataAnnotations;
using Athera.Api.Contract;
using Athera.Messages;

namespace Athera.Api.Templates;

/// <summary>Which account's templates to read.</summary>
public sealed record SyncTemplatesBody
{
    /// <summary>The channel account.</summary>
    [Required]
    public ChannelAccountId? ChannelAccountId { get; init; }
}

/// <summary>What to fill a template in with.</summary>
public sealed record FillTemplateBody
{
    /// <summary>Values by variable.</summary>
    [MaxLength(TemplateUse.MaxVariables), EachText(MaxLength = 1024, MaxNameLength = 128)]
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    /// <summary>Says nothing of what it is filled in with.</summary>
    public override string ToString() => nameof(FillTemplateBody);
}
