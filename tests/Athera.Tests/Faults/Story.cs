using Athera.FaultRuns.Customers;
using Athera.FaultRuns.Histories;
using Athera.FaultRuns.Judging;

namespace Athera.Tests.FaultRuns; // A namespace of the folder's name would hide the class Faults from the tests beside it.

/// <summary>A run in which everything went well, put down by hand, so that something can be made to go wrong in it.</summary>
internal sealed class Story
{
    /// <summary>Messages in each conversation.</summary>
    public const int Messages = 4;

    /// <summary>The reader of tenant 0's inbox.</summary>
    public const int Reader = 100;

    /// <summary>Conversations, those from 36 on over Twilio.</summary>
    public const int Conversations = 48;

    private const int Tenants = 12;

    private readonly Cast _cast = new(Tenants, Conversations);
    private readonly History _names = new();
    private long _clock;
    private long? _read;

    public Story()
    {
        for (var number = 0; number < Messages; number++)
        {
            for (var conversation = 0; conversation < Conversations; conversation++)
                Say(conversation, number);
        }
        Finals.AddRange(Enumerable.Range(0, Conversations).Select(Final));
        Reads.Add(Finals[3] with { Final = false, Lines = [.. Finals[3].Lines.Skip(2).Take(4)] });
        foreach (var conversation in Enumerable.Range(0, Conversations).Where(one => _cast.TenantOf(one) == 0))
            Hear(conversation);
        Look(5, 4);
        Look(5, 7);
    }

    /// <summary>What happened.</summary>
    public List<Operation> Operations { get; } = [];

    /// <summary>What is shown in the end, by conversation.</summary>
    public List<Transcript> Finals { get; } = [];

    /// <summary>What was shown in between.</summary>
    public List<Transcript> Reads { get; } = [];

    /// <summary>The place of a customer's message in its conversation.</summary>
    public static int PositionOf(int number) => (3 * number) + 2;

    /// <summary>The place of the answer to it.</summary>
    public static int AnswerTo(int number) => PositionOf(number) + 1;

    /// <summary>Judges it.</summary>
    public Findings Judge()
    {
        var history = new History();
        foreach (var id in Enumerable.Range(0, Conversations).Select(Id))
            history.NameOf(id);
        foreach (var operation in Operations)
            history.Add(operation);
        foreach (var transcript in Finals.Select(final => final with { From = _read ?? _clock + 1, At = _read ?? _clock + 1 }).Concat(Reads))
            history.Add(transcript);
        return HistoryJudge.Judge(history, _cast);
    }

    /// <summary>The ids of the promises that were broken.</summary>
    public IEnumerable<string> Broken() => Judge().Violations.Select(violation => violation.Invariant);

    /// <summary>Adds something that happened after everything else.</summary>
    public void Then(int process, Outcome type, Function f, int conversation, int number, long value) =>
        Operations.Add(new Operation(++_clock, (short)process, type, f, conversation, number, value));

    /// <summary>Everything is read for the last time, though more happens.</summary>
    public void ReadForTheLastTime() => _read = ++_clock;

    /// <summary>Lets time pass in which nothing happens.</summary>
    public void Wait(TimeSpan time) => _clock += (long)time.TotalMicroseconds;

    /// <summary>Rewrites what a conversation shows in the end.</summary>
    public void Rewrite(int conversation, Func<IReadOnlyList<Line>, IEnumerable<Line>> lines) =>
        Finals[conversation] = Finals[conversation] with { Lines = [.. lines(Finals[conversation].Lines)] };

    /// <summary>Somebody reads how far a conversation is.</summary>
    public void Look(int conversation, int version)
    {
        Then(Reader + 1, Outcome.Invoke, Function.Look, _names.NameOf(Id(conversation)), 0, 0);
        Then(Reader + 1, Outcome.Ok, Function.Look, _names.NameOf(Id(conversation)), version, version);
    }

    /// <summary>The taking of the answer to a message.</summary>
    public static long TakingOf(int conversation, int number) => (number * Conversations) + conversation;

    private void Say(int conversation, int number)
    {
        Then(-1, Outcome.Invoke, Function.Append, conversation, number, 0);
        Then(-1, Outcome.Ok, Function.Append, conversation, number, 0);
        Then(1, Outcome.Invoke, Function.Ask, conversation, number, 0);
        Then(1, Outcome.Ok, Function.Send, conversation, AnswerTo(number), TakingOf(conversation, number));
        Then(1, Outcome.Ok, Function.Answer, conversation, number, TakingOf(conversation, number));
        if (IsReported(conversation))
            Then(-1, Outcome.Ok, Function.Evidence, conversation, AnswerTo(number), TakingOf(conversation, number));
    }

    private static bool IsReported(int conversation) => conversation % 2 == 0;

    private Transcript Final(int conversation) => new()
    {
        Tenant = _cast.TenantOf(conversation),
        Id = Id(conversation),
        From = _clock,
        At = _clock,
        Final = true,
        Responder = "agent",
        Unread = 0,
        Sequence = AnswerTo(Messages - 1),
        Lines =
        [
            .. Enumerable.Range(0, Messages).SelectMany(number => new[]
            {
                new Line(PositionOf(number), LineState.Received, number, conversation),
                new Line(AnswerTo(number), IsReported(conversation) ? LineState.Delivered : LineState.Sent, Taking: TakingOf(conversation, number), Answers: [number]),
            }),
        ],
    };

    private void Hear(int conversation)
    {
        for (var sequence = 1; sequence <= AnswerTo(Messages - 1); sequence++)
            Then(Reader, Outcome.Ok, Function.Hear, _names.NameOf(Id(conversation)), sequence, ++_clock);
    }

    // The same order of naming as when the history is built.
    private string Id(int conversation)
    {
        for (var other = 0; other <= conversation; other++)
            _names.NameOf($"conversation-{other}");
        return $"conversation-{conversation}";
    }
}
