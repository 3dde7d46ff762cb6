using Athera.Agents;
using Athera.Conversations;
using Athera.Tests.Silos;
using Athera.Turns.Tools;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations.Steps;

/// <summary>Steps of turns with everything filled in that a test does not care about.</summary>
internal static class StepGiven
{
    public static readonly ToolBook Tools = new(
    [
        new PaperTool("look_up", ToolEffect.Reads), new PaperTool("note", ToolEffect.Writes), new PaperTool("charge", ToolEffect.Money),
        new PaperTool("post", ToolEffect.External),
    ]);

    /// <summary>An agent that may do everything without asking.</summary>
    public static Circumstances Free(double seconds = 0, int settleMs = 0) => Usual(seconds, settleMs) is var now
        ? now with
        {
            Profile = now.Profile with
            {
                Tools = new Dictionary<string, ToolPolicy> { ["charge"] = ToolPolicy.Allow, ["post"] = ToolPolicy.Allow },
            },
        }
        : null!;

    /// <summary>An agent as it is without anybody's word.</summary>
    public static Circumstances Usual(double seconds = 0, int settleMs = 0) => At(seconds, settleMs) with { Tools = Tools };

    public static ModelCall Call(string tool, string what = "bread") => new(tool, $$"""{"what":"{{what}}"}""");

    /// <summary>The model of the turn under way asks for tools.</summary>
    public static Draft Asks(this Conversation state, Circumstances now, params IReadOnlyList<ModelCall> calls) => Advancing.Answer(
        state,
        new StepAnswer
        {
            Turn = state.Turn!.Id, Try = state.Turn.Try, Step = state.Turn.Steps.Length, Model = "m", Prompt = "p", InputTokens = 100,
            OutputTokens = 10, Micros = 5, Calls = calls,
        },
        now);

    /// <summary>A call of the turn under way came to something.</summary>
    public static Draft Ran(this Conversation state, Circumstances now, string call, string text = "done", string? fault = null) =>
        Advancing.Settle(state, Report(call, text, fault), now);

    /// <summary>All that is pending came to something.</summary>
    public static Conversation RanAll(this Conversation state, Circumstances now) =>
        state.Turn!.Pending.Aggregate(state, (s, call) => s.Ran(now, call.Id).State);

    public static CallReport Report(string call, string text = "done", string? fault = null) => new()
    {
        Turn = long.Parse(call.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture), Call = call, Text = text, Fault = fault,
    };

    /// <summary>A conversation whose only message is being answered.</summary>
    public static Conversation Working(Circumstances now) => Conversation.Empty.Heard(now, "first");
}
