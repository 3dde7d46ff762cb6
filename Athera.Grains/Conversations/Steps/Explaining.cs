namespace Athera.Conversations;

/// <summary>Puts together how an agent came to say something, out of the events of its turn.</summary>
public static class Explaining
{
    /// <summary>The explanation, or <see langword="null"/> when these are not the events of a turn.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="events">What happened from its first event on, with the place of each; others' events may be among them.</param>
    public static Explanation? Of(long turn, IEnumerable<(long Sequence, ConversationEvent? Event)> events)
    {
        var (explained, calls) = ((Explanation?)null, new List<ExplainedCall>());
        foreach (var (sequence, @event) in events)
        {
            switch (@event)
            {
                case TurnStarted e when sequence == turn:
                    explained = Begin(turn, e);
                    if (e.Given is { } given)
                        calls.Add(Call(given));
                    break;
                case ModelAnswered e when e.Turn == turn && explained is not null:
                    explained = Count(explained, e.Model, e.Prompt, e.InputTokens, e.OutputTokens, e.Micros);
                    calls.AddRange(e.Calls.Select(Call));
                    break;
                case ToolIntended e when e.Turn == turn:
                    Change(calls, e.Call, c => c with { RanAt = e.At });
                    break;
                case ApprovalAsked e when e.Turn == turn:
                    Change(calls, e.Call, c => c with { Decision = "asked" });
                    break;
                case ToolSettled e when e.Turn == turn:
                    Change(calls, e.Call, c => c with
                    {
                        Fault = e.Fault,
                        Result = e.Text,
                        Sources = [.. e.Sources.Select(s => new ExplainedSource(s.Id, s.Version, s.Title, s.Part))],
                    });
                    break;
                case TurnEnded e when e.Turn == turn && explained is not null:
                    explained = Count(explained, e.Model, e.Prompt, e.InputTokens, e.OutputTokens, e.Micros);
                    break;
            }
        }
        return explained is null ? null : explained with { Calls = calls };
    }

    private static Explanation Begin(long turn, TurnStarted e) => new()
    {
        Turn = turn,
        Agent = e.Agent,
        AgentVersion = e.Version,
        BeganAt = e.At,
        Answers = e.Messages,
        Calls = [],
    };

    private static Explanation Count(Explanation so, string? model, string? prompt, int input, int output, long micros) => so with
    {
        Model = model ?? so.Model,
        Prompt = prompt ?? so.Prompt,
        InputTokens = so.InputTokens + input,
        OutputTokens = so.OutputTokens + output,
        Micros = so.Micros + micros,
        Steps = so.Steps + 1,
    };

    private static ExplainedCall Call(GivenCall given) => new()
    {
        Id = given.Call.Id,
        Tool = given.Call.Tool,
        Arguments = given.Call.Arguments,
        Decision = given.Approval is null ? "allowed" : given.Call.Fault == CallFaults.Refused ? "refused" : "approved",
        Fault = given.Call.Fault,
        Result = given.Call.Outcome,
        DecidedBy = given.User,
    };

    private static ExplainedCall Call(AskedCall asked) => new()
    {
        Id = asked.Id,
        Tool = asked.Tool,
        Arguments = asked.Arguments,
        Decision = asked.Fault is null ? "allowed" : "not_made",
        Fault = asked.Fault,
        Result = asked.Fault is { } fault ? CallFaults.Explain(fault, asked.Problem) : null,
    };

    private static void Change(List<ExplainedCall> calls, string call, Func<ExplainedCall, ExplainedCall> change)
    {
        if (calls.FindIndex(c => c.Id == call) is >= 0 and var at)
            calls[at] = change(calls[at]);
    }
}
