using System.Collections.Immutable;
using Athera.Sourcing;

namespace Athera.Tasks;

/// <summary>A task for a person, folded from its events.</summary>
public sealed record UserTask
{
    /// <summary>A task nobody has heard of.</summary>
    public static UserTask Empty { get; } = new();

    /// <summary>The last event.</summary>
    public long Sequence { get; init; }

    /// <summary>What is to be done, in short.</summary>
    public string Title { get; init; } = "";

    /// <summary>What is to be done.</summary>
    public string? Text { get; init; }

    /// <summary>How far it has come.</summary>
    public TaskState State { get; init; } = TaskState.Open;

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
    public Origin Origin { get; init; } = new(OriginKind.User);

    /// <summary>Its newest changes.</summary>
    public ImmutableArray<HistoryEntry> History { get; init; } = [];

    /// <summary>When it came to be.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Whether anybody has heard of it.</summary>
    public bool Exists => Sequence > 0;

    /// <summary>The state after one more event.</summary>
    public UserTask Apply(TaskEvent? @event)
    {
        var next = this with { Sequence = Sequence + 1 };
        return @event switch
        {
            TaskCreated e => next with
            {
                Title = e.Title, Text = e.Text, Assignee = e.Assignee, Team = e.Team, Contact = e.Contact,
                Conversation = e.Conversation, DueAt = e.DueAt, Origin = e.Origin, CreatedAt = e.At, ChangedAt = e.At,
            },
            TaskChanged e => next.Apply(e),
            TaskStateChanged e => next with
            {
                State = e.State, ChangedAt = e.At,
                History = History.With(new HistoryEntry(e.At, e.By, [], Histories.NameOf(e.State))),
            },
            _ => next,
        };
    }

    private UserTask Apply(TaskChanged e)
    {
        var fields = Histories.Fields(
            ("title", e.Title is not null), ("text", e.Text is not null), ("assignee", e.Assignee is not null),
            ("team", e.Team is not null), ("dueAt", e.DueAt is not null || e.NeverDue));
        return fields.Count == 0 ? this : this with
        {
            Title = e.Title ?? Title,
            Text = e.Text.Over(Text),
            Assignee = e.Assignee.Over(Assignee),
            Team = e.Team.Over(Team),
            DueAt = e.NeverDue ? null : e.DueAt ?? DueAt,
            ChangedAt = e.At,
            History = History.With(new HistoryEntry(e.At, e.By, fields)),
        };
    }

    /// <summary>What its tenant is shown.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="now">By this time it is overdue or not.</param>
    public TaskView View(TaskId id, DateTimeOffset now) => new()
    {
        Id = id,
        Title = Title,
        Text = Text,
        State = State,
        Assignee = Assignee,
        Team = Team,
        ContactId = Contact,
        ConversationId = Conversation,
        DueAt = DueAt,
        Overdue = State == TaskState.Open && DueAt <= now,
        Origin = Origin,
        History = History,
        CreatedAt = CreatedAt,
        ChangedAt = ChangedAt,
    };

    /// <summary>Says how far it is only.</summary>
    public override string ToString() => $"UserTask({Sequence}, {State})";
}
