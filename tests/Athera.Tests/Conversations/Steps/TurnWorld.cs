using Athera.Agents;
using Athera.Conversations;
using Athera.Turns.Replaying;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations.Steps;

/// <summary>
/// A conversation whose agent uses tools, with everything around it that may go wrong: silos die between any two steps and their
/// runners go on for a while as if nothing had happened, reports come twice or never, people take over, contacts write again.
/// </summary>
internal sealed class TurnWorld
{
    private static readonly string[] _tools = ["look_up", "note", "charge", "post"];

    private readonly List<Runner> _runners = [];
    private readonly HashSet<string> _intended = [];
    private readonly HashSet<string> _settled = [];
    private readonly Dictionary<string, int> _posted = [];
    private readonly List<TurnRecord.Entry> _history = [];
    private readonly Dictionary<(long, int), int> _recorded = [];
    private int _silo = 1, _messages, _version = 1;

    private sealed class Runner(RunningTurn turn)
    {
        public long Turn { get; } = turn.Id;
        public int Try { get; } = turn.Try;
        public OpaqueId Silo { get; } = turn.Silo;
        public IReadOnlyList<TurnStep> Steps { get; set; } = [.. turn.Steps];
        public bool IsOver { get; set; }
    }

    public Conversation State { get; private set; } = Conversation.Empty;

    public DateTimeOffset Now { get; private set; } = Noon;

    private OpaqueId Silo => new(0, (ulong)_silo);

    private Circumstances Circumstances => StepGiven.Usual(0, _messages % 3 == 0 ? 500 : 0) is var usual ? usual with
    {
        Now = Now,
        Silo = Silo,
        IsAlive = silo => silo == Silo,
        AgentVersion = _version,
        Profile = ProfileOf(usual, _version),
        Running = State.Turn is { } turn ? new PublishedAgent(turn.Agent, ProfileOf(usual, turn.Version), turn.Version) : null,
    } : null!;

    public void Write() => Commit(State.Receive(Circumstances, Message($"m{_messages++}", (Now - Noon).TotalSeconds)));

    public void Pass(int seconds) => Now += TimeSpan.FromSeconds(seconds);

    public void Crash() => _silo++;

    /// <summary>Another version of the agent is published, with more or fewer steps and other policies.</summary>
    public void Publish() => _version++;

    public void Wake() => Commit(Obligations.Wake(State, Circumstances));

    public void Ask(ConversationCommand command)
    {
        if (Commands.Check(State, command, Circumstances) is null)
            Commit(Commands.Handle(State, command, Circumstances));
    }

    public void Decide(bool approve)
    {
        if (State.Approvals is [var approval, ..])
            Ask(new DecideApproval { User = Ann, Approval = approval.Id, Approve = approve });
    }

    /// <summary>One of the runners, dead or alive, takes its next step.</summary>
    /// <param name="which">Counted from the newest.</param>
    /// <param name="wish">What the model says then.</param>
    /// <param name="heard">Whether it hears what became of it.</param>
    public void Run(int which, int wish, bool heard)
    {
        if (_runners.Count == 0)
            return;
        var runner = _runners[^(1 + (which % _runners.Count))];
        if (runner.IsOver)
            return;
        if (runner.Steps.SelectMany(s => s.Calls).FirstOrDefault(c => c.IsPending) is { } call)
            RunTool(runner, call, heard);
        else if (wish % 4 == 0)
        {
            Commit(Concluding.Conclude(State, new TurnProposal
            {
                Turn = runner.Turn, Try = runner.Try, Steps = runner.Steps.Count, Reply = "Done.", Fault = wish % 8 == 0 ? "x" : null,
            }, Circumstances));
            runner.IsOver = true;
        }
        else
            AskModel(runner, wish, heard);
    }

    /// <summary>Everybody does what they should from here on; in the end nothing is open.</summary>
    public void Settle()
    {
        for (var steps = 0; steps < 400; steps++)
        {
            Wake();
            if (_runners.FindLastIndex(r => !r.IsOver && r.Silo == Silo) is >= 0 and var live)
                Run(_runners.Count - 1 - live, steps % 7, heard: true);
            else if (!State.Outbox.IsEmpty && State.Outbox[0].State == Athera.Messages.MessageState.Attempting)
                Commit(State.Settle(Circumstances, Athera.Channels.SendOutcome.Accepted($"x{steps}")));
            else
                Pass(60);
        }
        Pass(30 * 3600);
        Wake();
        Assert.Empty(_intended.Except(_settled));
        Assert.True(State.Turn is null || _runners.Any(r => !r.IsOver), "a turn nobody works on");
        Assert.Empty(State.Loose);
    }

    /// <summary>Every turn that came to something comes to the same when it is run again from its record.</summary>
    public async Task ReplayAsync()
    {
        foreach (var record in TurnRecord.Of(_history))
        {
            Assert.Null(await TurnReplayer.RunAsync(record, Circumstances with
            {
                Agent = record.Started.Agent, AgentVersion = record.Started.Version,
                Profile = ProfileOf(Circumstances, record.Started.Version), Running = null,
            }));
        }
    }

    private static AgentProfile ProfileOf(Circumstances usual, int version) => usual.Profile with
    {
        Tools = new Dictionary<string, ToolPolicy>
        {
            ["post"] = ToolPolicy.Allow, ["note"] = version % 2 == 0 ? ToolPolicy.Forbid : ToolPolicy.Allow,
        },
        Budgets = new AgentBudgets { Steps = version % 3 == 0 ? 2 : 4 },
    };

    private void RunTool(Runner runner, TurnCall call, bool heard)
    {
        Assert.Contains(call.Id, _intended);
        if (call.Tool == "post")
            Assert.Equal(1, _posted[call.Id] = _posted.GetValueOrDefault(call.Id) + 1);
        Tell(runner, heard, () => Advancing.Settle(State, StepGiven.Report(call.Id) with { Turn = runner.Turn, Try = runner.Try }, Circumstances));
    }

    private void AskModel(Runner runner, int wish, bool heard)
    {
        var calls = Enumerable.Range(0, 1 + (wish % 3)).Select(i => StepGiven.Call(_tools[(wish + i) % 4], $"{wish % 5}")).ToList();
        Tell(runner, heard, () => Advancing.Answer(
            State,
            new StepAnswer { Turn = runner.Turn, Try = runner.Try, Step = runner.Steps.Count, Model = "m", Calls = calls },
            Circumstances));
    }

    // What is not heard is told again; whoever died is not heard of any more.
    private void Tell(Runner runner, bool heard, Func<Draft> decide)
    {
        Commit(decide());
        Assert.Empty(decide().Events);
        if (!heard && runner.Silo != Silo)
            runner.IsOver = true;
        else if ((State.Turn?.Id, State.Turn?.Try) == (runner.Turn, runner.Try))
            runner.Steps = [.. State.Turn!.Steps];
        else
            runner.IsOver = true;
    }

    private void Commit(Draft draft)
    {
        var state = State;
        foreach (var @event in draft.Events)
        {
            _history.Add(new TurnRecord.Entry(@event, Now));
            Promises.CheckBefore(state, @event);
            Note(@event);
            state = state.Apply(@event);
            if (@event is TurnStarted or TurnResumed)
                _runners.Add(new Runner(state.Turn!));
            // A pending call of a turn that has just begun is told of a moment later.
            else if (@event is ToolIntended && _runners is [.., { IsOver: false } last] && last.Turn == state.Turn?.Id)
                last.Steps = [.. state.Turn.Steps];
        }
        Assert.Equal(Form.Of(state), Form.Of(draft.State));
        Promises.CheckSize(state);
        State = Form.Again(state);
        Assert.Equal(Form.Of(state), Form.Of(State));
    }

    private void Note(ConversationEvent @event)
    {
        switch (@event)
        {
            case ModelAnswered e:
                Assert.Equal(1, _recorded[(e.Turn, e.Step)] = _recorded.GetValueOrDefault((e.Turn, e.Step)) + 1);
                break;
            case ToolIntended e:
                Assert.True(_intended.Add(e.Call), "intended twice");
                break;
            case ToolSettled e:
                Assert.Contains(e.Call, _intended);
                Assert.True(_settled.Add(e.Call), "settled twice");
                break;
        }
    }
}
