using Athera.Messages;
using Athera.Sourcing;

namespace Athera.Tasks;

/// <summary>What a task may hold, and who may move it where.</summary>
public static class TaskRules
{
    /// <summary>Nothing is due further away from the day it is said.</summary>
    public static TimeSpan Horizon { get; } = TimeSpan.FromDays(3653);

    /// <summary>What is wrong with a new task, by field.</summary>
    public static Dictionary<string, string> Check(CreateTask command, DateTimeOffset now)
    {
        var problems = new Dictionary<string, string>();
        CheckTexts(problems, command.Title, command.Text);
        CheckDue(problems, command.DueAt, now);
        if (command.Assignee is { Length: 0 or > CreateTask.MaxOwner })
            problems["assignee"] = $"must have 1 to {CreateTask.MaxOwner} characters";
        if (command.Team is { Length: 0 or > CreateTask.MaxOwner })
            problems["team"] = $"must have 1 to {CreateTask.MaxOwner} characters";
        return problems;
    }

    /// <summary>What is wrong with a change, by field.</summary>
    public static Dictionary<string, string> Check(ChangeTask command, DateTimeOffset now)
    {
        var problems = new Dictionary<string, string>();
        CheckTexts(problems, command.Title ?? "-", command.Text);
        CheckDue(problems, command.DueAt, now);
        if (command.Assignee is { Length: > CreateTask.MaxOwner })
            problems["assignee"] = $"is longer than {CreateTask.MaxOwner} characters";
        if (command.Team is { Length: > CreateTask.MaxOwner })
            problems["team"] = $"is longer than {CreateTask.MaxOwner} characters";
        if (command is { DueAt: not null, NeverDue: true })
            problems["neverDue"] = "contradicts dueAt";
        return problems;
    }

    /// <summary>Why somebody may not move a task from one state into another, or <see langword="null"/>.</summary>
    public static Refusal? Check(TaskState from, TaskState to, AuthorKind by)
    {
        var leads = from == TaskState.Open ? to is TaskState.Done or TaskState.Cancelled : to == TaskState.Open;
        if (!leads)
            return new Refusal(
                RefusalKind.Conflict, "task_state", $"A task that is {Histories.NameOf(from)} cannot become {Histories.NameOf(to)}.");
        return by == AuthorKind.User || (by == AuthorKind.Agent && from == TaskState.Open) ? null : NeedsUser;
    }

    /// <summary>Something only a user may do.</summary>
    internal static Refusal NeedsUser { get; } = new(RefusalKind.Forbidden, "needs_user", "Only a user may do that.");

    private static void CheckTexts(Dictionary<string, string> problems, string title, string? text)
    {
        if (title is not { Length: <= CreateTask.MaxTitle } || string.IsNullOrWhiteSpace(title))
            problems["title"] = $"must have 1 to {CreateTask.MaxTitle} characters";
        if (text is { Length: > CreateTask.MaxText })
            problems["text"] = $"is longer than {CreateTask.MaxText} characters";
    }

    private static void CheckDue(Dictionary<string, string> problems, DateTimeOffset? due, DateTimeOffset now)
    {
        if (due is { } at && (at - now).Duration() > Horizon)
            problems["dueAt"] = "is more than 10 years away";
    }
}
