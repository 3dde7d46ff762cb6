using System.ComponentModel.DataAnnotations;
using Athera.Tasks;

namespace Athera.Api.Tasks;

/// <summary>A task to create.</summary>
public sealed record CreateTaskBody
{
    /// <summary>What is to be done, in short.</summary>
    [Required, StringLength(CreateTask.MaxTitle, MinimumLength = 1)]
    public string Title { get; init; } = "";

    /// <summary>What is to be done.</summary>
    [StringLength(CreateTask.MaxText)]
    public string? Text { get; init; }

    /// <summary>The user who has it.</summary>
    [StringLength(CreateTask.MaxOwner, MinimumLength = 1)]
    public string? Assignee { get; init; }

    /// <summary>The team that has it.</summary>
    [StringLength(CreateTask.MaxOwner, MinimumLength = 1)]
    public string? Team { get; init; }

    /// <summary>Whom it is about; may be left out with a conversation, or when it is about nobody.</summary>
    public ContactId? ContactId { get; init; }

    /// <summary>The conversation it came from; it has to be held with that contact.</summary>
    public ConversationId? ConversationId { get; init; }

    /// <summary>When it has to be done; within ten years.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Says nothing of what is to be done.</summary>
    public override string ToString() => nameof(CreateTaskBody);
}

/// <summary>What to change of a task; what is left out stays. All of it happens, or none.</summary>
public sealed record ChangeTaskBody
{
    /// <summary>New title.</summary>
    [StringLength(CreateTask.MaxTitle, MinimumLength = 1)]
    public string? Title { get; init; }

    /// <summary>New text; empty removes it.</summary>
    [StringLength(CreateTask.MaxText)]
    public string? Text { get; init; }

    /// <summary>The user who is to have it; empty for nobody.</summary>
    [StringLength(CreateTask.MaxOwner)]
    public string? Assignee { get; init; }

    /// <summary>The team that is to have it; empty for none.</summary>
    [StringLength(CreateTask.MaxOwner)]
    public string? Team { get; init; }

    /// <summary>When it has to be done; within ten years.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>It is not due at any time from now on.</summary>
    public bool NeverDue { get; init; }

    /// <summary>The state to go into: an open one becomes <c>done</c> or <c>cancelled</c>, and either can be opened again.</summary>
    public TaskState? State { get; init; }

    /// <summary>Says nothing of what is to be done.</summary>
    public override string ToString() => nameof(ChangeTaskBody);
}
