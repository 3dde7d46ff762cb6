using System.ComponentModel.DataAnnotations;

namespace Athera.Api.Conversations;

/// <summary>A person's decision about what an agent asked for.</summary>
public sealed record DecideApprovalBody
{
    /// <summary>Approve, or refuse.</summary>
    [Required]
    public ApprovalAnswer? Decision { get; init; }

    /// <summary>The hash of what the person saw; if what would be done is something else, nothing is decided (409).</summary>
    [StringLength(64, MinimumLength = 64)]
    public string? Hash { get; init; }
}

/// <summary>What a person answers.</summary>
public enum ApprovalAnswer
{
    /// <summary>It may be done, once, with exactly what was shown.</summary>
    Approve = 1,

    /// <summary>It may not.</summary>
    Refuse = 2,
}
