using Athera.Messages;
using Athera.Sourcing;

namespace Athera.Tasks;

/// <summary>Something that happened to a task. These are written down for years: add members, never rename or reuse them.</summary>
public abstract record TaskEvent
{
    /// <summary>Says what happened, and not what is to be done.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>It came to be.</summary>
public sealed record TaskCreated : TaskEvent
{
    /// <summary>What is to be done, in short.</summary>
    public required string Title { get; init; }

    /// <summary>What is to be done.</summary>
    public string? Text { get; init; }

    /// <summary>The user who has it.</summary>
    public string? Assignee { get; init; }

    /// <summary>The team that has it.</summary>
    public string? Team { get; init; }

    /// <summary>Whom it is about.</summary>
    public ContactId? Contact { get; init; }

    /// <summary>The conversation it came from.</summary>
    public ConversationId? Conversation { get; init; }

    /// <summary>When it has to be done.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>What brought it about.</summary>
    public required Origin Origin { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>It was changed; what is <see langword="null"/> stayed. Without any of it, somebody asked for what was so already.</summary>
public sealed record TaskChanged : TaskEvent, IOnce
{
    /// <summary>The title.</summary>
    public string? Title { get; init; }

    /// <summary>The text; empty removes it.</summary>
    public string? Text { get; init; }

    /// <summary>The user who has it; empty for nobody.</summary>
    public string? Assignee { get; init; }

    /// <summary>The team that has it; empty for none.</summary>
    public string? Team { get; init; }

    /// <summary>When it has to be done.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>It is not due at any time from now on.</summary>
    public bool NeverDue { get; init; }

    /// <summary>Who changed it.</summary>
    public required Author By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <inheritdoc/>
    public string? Key { get; init; }
}

/// <summary>It went into another state.</summary>
/// <param name="State">The state.</param>
/// <param name="By">Who did it.</param>
/// <param name="At">When.</param>
/// <param name="Key">The key of the request.</param>
public sealed record TaskStateChanged(TaskState State, Author By, DateTimeOffset At, string? Key = null) : TaskEvent, IOnce;
