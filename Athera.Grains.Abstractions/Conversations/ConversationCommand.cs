namespace Athera.Conversations;

/// <summary>Something a person asks of a conversation.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ConversationCommand")]
public abstract record ConversationCommand
{
    /// <summary>Who asks; opaque.</summary>
    [Id(0)] public required string User { get; init; }

    /// <summary>Says what is asked, and not what was written.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>Give it to a user or a team, or to nobody. A user who gets it answers from then on.</summary>
[GenerateSerializer, Immutable, Alias("Athera.Assign")]
public sealed record Assign : ConversationCommand
{
    /// <summary>The user; at most 128 characters.</summary>
    [Id(0)] public string? Assignee { get; init; }

    /// <summary>The team; at most 128 characters.</summary>
    [Id(1)] public string? Team { get; init; }
}

/// <summary>A person takes over from the agent; a turn under way comes to nothing.</summary>
[GenerateSerializer, Immutable, Alias("Athera.TakeOver")]
public sealed record TakeOver : ConversationCommand;

/// <summary>The agent answers again.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ResumeAgent")]
public sealed record ResumeAgent : ConversationCommand;

/// <summary>It is done.</summary>
[GenerateSerializer, Immutable, Alias("Athera.Resolve")]
public sealed record Resolve : ConversationCommand;

/// <summary>Put it away until a time, or until the contact writes.</summary>
[GenerateSerializer, Immutable, Alias("Athera.Snooze")]
public sealed record Snooze : ConversationCommand
{
    /// <summary>Until when; in the future, at most a year.</summary>
    [Id(0)] public required DateTimeOffset Until { get; init; }
}

/// <summary>Write a note that the contact never sees.</summary>
[GenerateSerializer, Immutable, Alias("Athera.AddNote")]
public sealed record AddNote : ConversationCommand
{
    /// <summary>1 to 4,096 characters.</summary>
    [Id(0)] public required string Text { get; init; }
}

/// <summary>Set the labels.</summary>
[GenerateSerializer, Immutable, Alias("Athera.SetLabels")]
public sealed record SetLabels : ConversationCommand
{
    /// <summary>At most 20, each 1 to 64 characters.</summary>
    [Id(0)] public required IReadOnlyList<string> Labels { get; init; }
}
