namespace Athera.Conversations;

/// <summary>A person lets an agent do what it asked for, or does not. Deciding again the same way changes nothing.</summary>
[GenerateSerializer, Immutable, Alias("Athera.DecideApproval")]
public sealed record DecideApproval : ConversationCommand
{
    /// <summary>The question.</summary>
    [Id(0)] public required ApprovalId Approval { get; init; }

    /// <summary>Whether it may.</summary>
    [Id(1)] public required bool Approve { get; init; }

    /// <summary>The hash of what the person saw, if that is to be checked; another one is refused as a conflict.</summary>
    [Id(2)] public string? Hash { get; init; }
}

/// <summary>What an agent waits to be let do.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ApprovalView")]
public sealed record ApprovalView
{
    /// <summary>Its id.</summary>
    [Id(0)] public required ApprovalId Id { get; init; }

    /// <summary>The turn that asked.</summary>
    [Id(1)] public required long Turn { get; init; }

    /// <summary>The tool.</summary>
    [Id(2)] public required string Tool { get; init; }

    /// <summary>What it would be called with, as JSON text: exactly these bytes, and no others.</summary>
    [Id(3)] public required string Arguments { get; init; }

    /// <summary>SHA-256 of tool and arguments, hexadecimal.</summary>
    [Id(4)] public required string Hash { get; init; }

    /// <summary>When nobody has to decide any more.</summary>
    [Id(5)] public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>
    /// What the tool was when the agent asked, as a hash of its name, effect, schema and, of one the tenant has added, its address and what it is
    /// said to do. While it is another, it cannot be allowed (<c>tool_changed</c>), nor does it run if it was.
    /// </summary>
    [Id(6)] public string? Definition { get; init; }

    /// <summary>Says which it is, and not what would be done.</summary>
    public override string ToString() => $"ApprovalView({Id})";
}
