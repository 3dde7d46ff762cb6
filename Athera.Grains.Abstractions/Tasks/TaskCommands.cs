using Athera.Messages;

namespace Athera.Tasks;

/// <summary>A new task.</summary>
[GenerateSerializer, Immutable, Alias("Athera.CreateTask")]
public sealed record CreateTask
{
    /// <summary>Longest title, in UTF-16 units.</summary>
    public const int MaxTitle = 200;

    /// <summary>Longest text, in UTF-16 units.</summary>
    public const int MaxText = 4096;

    /// <summary>Longest name of a user or a team, in UTF-16 units.</summary>
    public const int MaxOwner = 128;

    /// <summary>What is to be done, in short: 1 to 200 characters.</summary>
    [Id(0)] public required string Title { get; init; }

    /// <summary>What is to be done, at most 4,096 characters.</summary>
    [Id(1)] public string? Text { get; init; }

    /// <summary>The user who has it; opaque, 1 to 128 characters.</summary>
    [Id(2)] public string? Assignee { get; init; }

    /// <summary>The team that has it; opaque, 1 to 128 characters.</summary>
    [Id(3)] public string? Team { get; init; }

    /// <summary>Whom it is about; may be left out where a conversation is given, or where it is about nobody.</summary>
    [Id(4)] public ContactId? Contact { get; init; }

    /// <summary>The conversation it came from, held with that contact.</summary>
    [Id(5)] public ConversationId? Conversation { get; init; }

    /// <summary>When it has to be done, if there is such a time: within 10 years of now.</summary>
    [Id(6)] public DateTimeOffset? DueAt { get; init; }

    /// <summary>What brought it about.</summary>
    [Id(7)] public required Origin Origin { get; init; }

    /// <summary>Says where it came from only.</summary>
    public override string ToString() => $"CreateTask({Origin.Kind})";
}

/// <summary>What to change; what is <see langword="null"/> stays. All of it happens, or none.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ChangeTask")]
public sealed record ChangeTask
{
    /// <summary>New title, 1 to 200 characters.</summary>
    [Id(0)] public string? Title { get; init; }

    /// <summary>New text; empty removes it.</summary>
    [Id(1)] public string? Text { get; init; }

    /// <summary>The user who is to have it; empty for nobody.</summary>
    [Id(2)] public string? Assignee { get; init; }

    /// <summary>The team that is to have it; empty for none.</summary>
    [Id(3)] public string? Team { get; init; }

    /// <summary>When it has to be done.</summary>
    [Id(4)] public DateTimeOffset? DueAt { get; init; }

    /// <summary>It is not due at any time from now on.</summary>
    [Id(5)] public bool NeverDue { get; init; }

    /// <summary>The state to go into.</summary>
    [Id(6)] public TaskState? State { get; init; }

    /// <summary>Who changes it: an agent or a user.</summary>
    [Id(7)] public required Author By { get; init; }

    /// <summary>Only if it is about this contact; otherwise there is no such task.</summary>
    [Id(8)] public ContactId? Of { get; init; }

    /// <summary>Asked again with the same key, it changes nothing more and gets the same answer; at most 100 characters.</summary>
    [Id(9)] public string? Key { get; init; }

    /// <summary>Says who asks only.</summary>
    public override string ToString() => $"ChangeTask({By.Kind})";
}

/// <summary>Which tasks to list; every condition given must hold.</summary>
[GenerateSerializer, Immutable, Alias("Athera.TaskQuery")]
public sealed record TaskQuery
{
    /// <summary>Only those in this state.</summary>
    [Id(0)] public TaskState? State { get; init; }

    /// <summary>Only those this user has.</summary>
    [Id(1)] public string? Assignee { get; init; }

    /// <summary>Only those this team has.</summary>
    [Id(2)] public string? Team { get; init; }

    /// <summary>Only those about this contact.</summary>
    [Id(3)] public ContactId? Contact { get; init; }

    /// <summary>Only those from this conversation.</summary>
    [Id(4)] public ConversationId? Conversation { get; init; }

    /// <summary>Only open ones whose time has come.</summary>
    [Id(5)] public bool Overdue { get; init; }

    /// <summary>Where the page before ended, as its <see cref="Page{T}.Next"/> said.</summary>
    [Id(6)] public string? After { get; init; }

    /// <summary>At most this many, 1 to 200.</summary>
    [Id(7)] public int Limit { get; init; } = 50;
}
