using System.Globalization;
using Athera.Agents;
using Athera.Turns.Tools;

namespace Athera.Conversations;

/// <summary>Judges what a model asks for: whether there is such a tool, whether the arguments are what it takes, and what the agent may.</summary>
internal static class CallCheck
{
    /// <summary>Longest arguments of a call, in characters.</summary>
    public const int MaxArguments = 8_000;

    private const int MaxCalls = 8, MaxName = 64;

    /// <summary>The calls of an answer, each with what is to become of it.</summary>
    public static IReadOnlyList<Wish> Judge(RunningTurn turn, StepAnswer answer, int open, Circumstances now)
    {
        var wishes = new List<Wish>();
        // What is too long is as good as unreadable, here as in a replay of what was recorded.
        foreach (var call in answer.Calls.Take(2 * MaxCalls).Select(c => c.Arguments is { Length: > MaxArguments } ? c with { Arguments = null } : c))
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{turn.Id}.{answer.Step}.{wishes.Count}");
            var wish = wishes.Count >= MaxCalls
                ? Refuse(id, call, CallFaults.TooMany)
                : Judge(id, turn, call, open + wishes.Count(w => w.Policy == ToolPolicy.Ask), now);
            wishes.Add(wish);
        }
        return wishes;
    }

    private static Wish Judge(string id, RunningTurn turn, ModelCall call, int open, Circumstances now)
    {
        if (now.Tools.Find(call.Tool) is not { } tool || ToolPolicies.Of(now.Profile, tool) == ToolPolicy.Forbid)
            return Refuse(id, call, CallFaults.UnknownTool);
        if (string.IsNullOrEmpty(call.Arguments))
            return Refuse(id, call, CallFaults.BadArguments);
        if (now.Tools.Wrong(tool, call.Arguments) is { } problem)
            return Refuse(id, call, CallFaults.BadArguments, problem);
        if (turn.Calls.Count(c => c.Tool == call.Tool && c.Arguments == call.Arguments) > 1)
            return Refuse(id, call, CallFaults.Repeated);
        if (tool.Name == Continuing.FollowUpTool && Continuing.IsFollowUp(turn))
            return Refuse(id, call, CallFaults.FollowedUp);
        var policy = ToolPolicies.Of(now.Profile, tool);
        if (policy == ToolPolicy.Ask && open >= Conversation.MaxApprovals)
            return Refuse(id, call, CallFaults.TooMany);
        return new Wish(new AskedCall(id, call.Tool, call.Arguments), policy, tool.Effect);
    }

    private static Wish Refuse(string id, ModelCall call, string fault, string? problem = null) => new(
        new AskedCall(
            id, call.Tool.Length > MaxName ? call.Tool[..MaxName] : call.Tool,
            call.Arguments ?? "", fault, problem),
        ToolPolicy.Forbid, ToolEffect.Reads);
}

/// <summary>A call a model asks for, and what the agent's profile says to it.</summary>
/// <param name="Call">The call, with a fault if it does not run.</param>
/// <param name="Policy">What the profile says.</param>
/// <param name="Effect">What running it can do.</param>
internal sealed record Wish(AskedCall Call, ToolPolicy Policy, ToolEffect Effect);
