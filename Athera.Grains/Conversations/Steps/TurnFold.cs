namespace Athera.Conversations;

/// <summary>How a model's answer changes the turn.</summary>
internal static class TurnFold
{
    public static RunningTurn Answered(this RunningTurn turn, ModelAnswered e) => turn with
    {
        Steps = turn.Steps.Add(new TurnStep { Text = e.Text, Calls = [.. e.Calls.Select(CallOf)] }),
        Asked = turn.Asked + 1,
        Tokens = turn.Tokens + e.InputTokens + e.OutputTokens,
        Micros = turn.Micros + e.Micros,
    };

    private static TurnCall CallOf(AskedCall asked) => new()
    {
        Id = asked.Id,
        Tool = asked.Tool,
        Arguments = asked.Arguments,
        Fault = asked.Fault,
        Outcome = asked.Fault is { } fault ? CallFaults.Explain(fault, asked.Problem) : null,
    };
}
