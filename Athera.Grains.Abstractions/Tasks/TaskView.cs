namespace Athera.Tasks;

/// <summary>A task as shown to its tenant.</summary>
[GenerateSerializer, Immutable, Alias("Athera.TaskView")]
public sealed record TaskView
{
    /// <summary>Its id.</summary>
    [Id(0)] public required TaskId Id { get; init; }

    /// <summary>What is to be done, in short.</summary>
    [Id(1)] public required string Title { get; init; }

    /// <summary>What is to be done.</summary>
    [Id(2)] public string? Text { get; init; }

    /// <summary>How far it has come.</summary>
    [Id(3)] public required TaskState State { get; init; }

    /// <summary>The user who has it.</summary>
    [Id(4)] public string? Assignee { get; init; }

    /// <summary>The team that has it.</summary>
    [Id(5)] public string? Team { get; init; }

    /// <summary>Whom it is about.</summary>
    [Id(6)] public ContactId? ContactId { get; init; }

    /// <summary>The conversation it came from.</summary>
    [Id(7)] public ConversationId? ConversationId { get; init; }

    /// <summary>When it has to be done.</summary>
    [Id(8)] public DateTimeOffset? DueAt { get; init; }

    /// <summary>It is open and its time has come.</summary>
    [Id(9)] public required bool Overdue { get; init; }

    /// <summary>What brought it about.</summary>
    [Id(10)] public required Origin Origin { get; init; }

    /// <summary>Its newest changes, oldest first.</summary>
    [Id(11)] public required IReadOnlyList<HistoryEntry> History { get; init; }

    /// <summary>When it was created.</summary>
    [Id(12)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    [Id(13)] public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Says which and how far it is only.</summary>
    public override string ToString() => $"TaskView({Id}, {State})";
}
