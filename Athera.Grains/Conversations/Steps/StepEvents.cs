using Athera.Turns.Tools;

namespace Athera.Conversations;

/// <summary>
/// The model asked for tools. What it was asked is the intent before it: the turn's beginning, or the last outcome of the step before.
/// </summary>
public sealed record ModelAnswered : ConversationEvent
{
    /// <summary>Which turn.</summary>
    public required long Turn { get; init; }

    /// <summary>Which step of it, from 0.</summary>
    public required int Step { get; init; }

    /// <summary>The model that answered.</summary>
    public required string Model { get; init; }

    /// <summary>What the model was told beside the conversation, as a hash.</summary>
    public string? Prompt { get; init; }

    /// <summary>Tokens read.</summary>
    public int InputTokens { get; init; }

    /// <summary>Tokens written.</summary>
    public int OutputTokens { get; init; }

    /// <summary>What it cost, in millionths of the price table's currency.</summary>
    public long Micros { get; init; }

    /// <summary>What it said beside; not sent.</summary>
    public string? Text { get; init; }

    /// <summary>What it asked for, in its order.</summary>
    public required IReadOnlyList<AskedCall> Calls { get; init; }

    /// <summary>By the silo's clock.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A call a model asked for.</summary>
/// <param name="Id">The conversation's own id for it, the same for every try: never the model's.</param>
/// <param name="Tool">What it called the tool.</param>
/// <param name="Arguments">The arguments as JSON text: exactly these bytes, at most 8,000 characters; empty when they were not readable.</param>
/// <param name="Fault">Why it does not run, one of <see cref="CallFaults"/>.</param>
/// <param name="Problem">What is wrong with it, as the model is told.</param>
public sealed record AskedCall(string Id, string Tool, string Arguments, string? Fault = null, string? Problem = null)
{
    /// <summary>Says which it is, and not with what.</summary>
    public override string ToString() => $"AskedCall({Id}, {Fault})";
}

/// <summary>A tool is about to run. Committed before it does, so that a crash leaves a trace of it.</summary>
/// <param name="Turn">Which turn.</param>
/// <param name="Call">Which call.</param>
/// <param name="Tool">Which tool.</param>
/// <param name="Effect">What running it can do.</param>
/// <param name="At">By the silo's clock.</param>
public sealed record ToolIntended(long Turn, string Call, string Tool, ToolEffect Effect, DateTimeOffset At) : ConversationEvent;

/// <summary>What a tool call came to. It is the intent of the next model call.</summary>
public sealed record ToolSettled : ConversationEvent
{
    /// <summary>Which turn.</summary>
    public required long Turn { get; init; }

    /// <summary>Which call.</summary>
    public required string Call { get; init; }

    /// <summary>What the model is told.</summary>
    public required string Text { get; init; }

    /// <summary>Why it had no effect, or that nobody knows whether it had.</summary>
    public string? Fault { get; init; }

    /// <summary>What it rests on.</summary>
    public IReadOnlyList<ToolSource> Sources { get; init => field = value ?? []; } = [];

    /// <summary>The turn ends with a person answering, for this reason.</summary>
    public string? HandOver { get; init; }

    /// <summary>The turn ends with the conversation resolved.</summary>
    public bool Resolves { get; init; }

    /// <summary>By the silo's clock.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A turn whose silo is gone goes on with what is recorded of it.</summary>
/// <param name="Turn">Which turn.</param>
/// <param name="Deadline">After this it counts as lost.</param>
/// <param name="Try">Which try it is.</param>
/// <param name="Silo">The silo that works on it.</param>
public sealed record TurnResumed(long Turn, DateTimeOffset Deadline, int Try, OpaqueId Silo) : ConversationEvent;

/// <summary>The agent is to write again at a time, if nothing happens until then.</summary>
/// <param name="Turn">The turn that wanted it.</param>
/// <param name="At">When.</param>
/// <param name="About">What about.</param>
public sealed record FollowUpScheduled(long Turn, DateTimeOffset At, string About) : ConversationEvent;

/// <summary>The contact shows itself to be a machine; it is answered only so often in a row.</summary>
/// <param name="Sign">By what: <c>declared</c>, <c>mirrored</c>, <c>rhythm</c>.</param>
public sealed record MachineNoticed(string Sign) : ConversationEvent;
