using System.Text;
using Athera.Messages;
using Athera.Sourcing;
using Athera.Tasks;
using CsCheck;
using Xunit;

namespace Athera.Tests.Tasks;

/// <summary>What becomes of a task, whoever asks for whatever in whatever order.</summary>
public sealed class TaskDecisionTests
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ContactId _contact = new(new OpaqueId(0, 4));
    private static readonly Author _user = new(AuthorKind.User, "ann"), _agent = new(AuthorKind.Agent, "bot");
    private static readonly TaskState[] _states = Enum.GetValues<TaskState>();

    private static readonly Gen<ChangeTask> _genChange =
        from title in Gen.OneOfConst(null, null, "Call back", "", new string('x', 201))
        from text in Gen.OneOfConst(null, null, "", "about the invoice")
        from assignee in Gen.OneOfConst(null, null, null, "", "ann")
        from team in Gen.OneOfConst(null, null, null, "", "sales")
        from due in Gen.OneOfConst<DateTimeOffset?>(null, null, _noon.AddHours(1), DateTimeOffset.MaxValue)
        from never in Gen.Bool
        from state in Gen.OneOfConst<TaskState?>([null, .. _states.Select(s => (TaskState?)s)])
        from who in Gen.OneOfConst(_user, _agent, new Author(AuthorKind.Contact, null))
        from key in Gen.OneOfConst(null, "k1")
        select new ChangeTask
        {
            Title = title, Text = text, Assignee = assignee, Team = team, DueAt = due, NeverDue = never && due is null, State = state,
            By = who, Key = key,
        };

    [Fact]
    public void A_task_is_closed_by_agents_and_users_and_opened_again_by_users_only()
    {
        IEnumerable<string> Moves(AuthorKind who) =>
            from start in _states from end in _states where TaskRules.Check(start, end, who) is null select $"{start} {end}";

        Assert.Equal(["Cancelled Open", "Done Open", "Open Cancelled", "Open Done"], Moves(AuthorKind.User).Order());
        Assert.Equal(["Open Cancelled", "Open Done"], Moves(AuthorKind.Agent).Order());
        Assert.Empty(Moves(AuthorKind.Contact));
    }

    [Fact]
    public void Whatever_is_asked_a_task_stays_whole() => _genChange.Array[1, 30].Sample(changes =>
    {
        var task = Created();
        foreach (var change in changes)
        {
            var decision = TaskDecisions.Change(task, change, _noon);
            if (decision.Refusal is not null)
            {
                Assert.Empty(decision.Events);
                continue;
            }
            var after = Folded(task, decision);
            Check(task, after, change);
            Assert.Equal(Written(after), Written(TaskForm.Read(TaskForm.Write(after))));
            // What is so already happens no second time.
            Assert.Empty(TaskDecisions.Change(after, change with { Key = null, State = null }, _noon.AddMinutes(2)).Events);
            task = after;
        }
    });

    [Fact]
    public void A_request_with_a_key_leaves_a_trace_even_where_it_changes_nothing()
    {
        var nothing = TaskDecisions.Change(Created(), new ChangeTask { By = _agent, Key = "k" }, _noon);

        Assert.Equal("k", Assert.IsType<TaskChanged>(Assert.Single(nothing.Events)).Key);
        Assert.Empty(Folded(Created(), nothing).History);
    }

    [Fact]
    public void A_task_is_overdue_from_its_time_on_while_it_is_open()
    {
        var task = Created() with { DueAt = _noon };
        bool Overdue(UserTask at, double seconds) => at.View(new TaskId(default), _noon.AddSeconds(seconds)).Overdue;

        Assert.Equal((false, true, true), (Overdue(task, -1), Overdue(task, 0), Overdue(task, 1)));
        Assert.False(Overdue(task with { State = TaskState.Done }, 1));
        Assert.False(Overdue(task with { DueAt = null }, 1));
    }

    private static void Check(UserTask before, UserTask after, ChangeTask change)
    {
        if (before.State != after.State)
            Assert.Null(TaskRules.Check(before.State, after.State, change.By.Kind));
        if (change.By.Kind == AuthorKind.Contact)
            Assert.Equal(Written(before with { Sequence = after.Sequence }), Written(after));
        if (change.By.Kind == AuthorKind.Agent)
            Assert.Equal((before.Assignee, before.Team), (after.Assignee, after.Team));
        Assert.InRange(after.Title.Length, 1, CreateTask.MaxTitle);
        Assert.True(after.Text is not "" && after.Assignee is not "" && after.Team is not "");
        Assert.Equal((before.Contact, before.CreatedAt), (after.Contact, after.CreatedAt));
    }

    private static UserTask Created() => Folded(UserTask.Empty, TaskDecisions.Create(
        UserTask.Empty, new CreateTask { Title = "Call", Origin = new Origin(OriginKind.Rule, "r1") }, _contact, _noon));

    private static UserTask Folded(UserTask task, Decision<TaskEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(task, (state, @event) => state.Apply(@event));
    }

    private static string Written(UserTask task) => Encoding.UTF8.GetString(TaskForm.Write(task));
}
