using Athera.Messages;
using Athera.Sourcing;

namespace Athera.Tasks;

/// <summary>Decides what becomes of a task.</summary>
public static class TaskDecisions
{
    /// <summary>Creates it, unless it is there already.</summary>
    /// <param name="task">What there is.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="contact">Whom it is about.</param>
    /// <param name="at">When.</param>
    public static Decision<TaskEvent> Create(UserTask task, CreateTask command, ContactId? contact, DateTimeOffset at)
    {
        if (task.Exists)
            return Decision<TaskEvent>.Nothing;
        if (TaskRules.Check(command, at) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        return new TaskCreated
        {
            Title = command.Title,
            Text = string.IsNullOrEmpty(command.Text) ? null : command.Text,
            Assignee = command.Assignee,
            Team = command.Team,
            Contact = contact,
            Conversation = command.Conversation,
            DueAt = command.DueAt,
            Origin = command.Origin,
            At = at,
        };
    }

    /// <summary>Changes it.</summary>
    /// <param name="task">What there is.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="at">When.</param>
    public static Decision<TaskEvent> Change(UserTask task, ChangeTask command, DateTimeOffset at)
    {
        if (!task.Exists || (command.Of is { } contact && contact != task.Contact))
            return Refusal.NotFound;
        if (TaskRules.Check(command, at) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        var news = News(task, command, at);
        var moves = command.State is { } state && state != task.State;
        if (Forbids(task, command, news, moves) is { } refusal)
            return refusal;
        List<TaskEvent> events = [];
        if (Says(news) || (command.Key is not null && !moves))
            events.Add(news);
        if (moves)
            events.Add(new TaskStateChanged(command.State!.Value, command.By, at, command.Key));
        return new Decision<TaskEvent>(events);
    }

    // Who has a task is a matter among users, and so is everything about one that is closed.
    private static Refusal? Forbids(UserTask task, ChangeTask command, TaskChanged news, bool moves)
    {
        if (command.By.Kind != AuthorKind.User && Says(news)
            && (task.State != TaskState.Open || news.Assignee is not null || news.Team is not null || command.By.Kind != AuthorKind.Agent))
            return TaskRules.NeedsUser;
        return moves ? TaskRules.Check(task.State, command.State!.Value, command.By.Kind) : null;
    }

    // Only what differs from what is so already.
    private static TaskChanged News(UserTask task, ChangeTask command, DateTimeOffset at) => new()
    {
        Title = command.Title == task.Title ? null : command.Title,
        Text = command.Text == (task.Text ?? "") ? null : command.Text,
        Assignee = command.Assignee == (task.Assignee ?? "") ? null : command.Assignee,
        Team = command.Team == (task.Team ?? "") ? null : command.Team,
        DueAt = command.DueAt == task.DueAt ? null : command.DueAt,
        NeverDue = command.NeverDue && task.DueAt is not null,
        By = command.By,
        At = at,
        Key = command.Key,
    };

    private static bool Says(TaskChanged news) =>
        news.Title is not null || news.Text is not null || news.Assignee is not null || news.Team is not null
        || news.DueAt is not null || news.NeverDue;
}
