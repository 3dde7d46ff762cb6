using System.Collections.Immutable;

namespace Athera.Conversations;

// The calls of which nobody knows whether they had their effect, and of which no task was made yet.
public sealed partial record Conversation
{
    /// <summary>The tasks that are owed, oldest first.</summary>
    public ImmutableArray<OwedCheck> Checks { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>When the first of them is tried again.</summary>
    private DateTimeOffset? ChecksDueAt => Checks is [var owed, ..] ? owed.RetryAt : null;

    private Conversation Doubt(ConversationEvent? @event) => @event switch
    {
        CheckOwed e => this with { Checks = Checks.Add(new OwedCheck(e.Turn, e.Call, e.Tool)) },
        CheckPassing e => this with
        {
            Checks = [.. Checks.Select(c => c.Call == e.Call ? c with { RetryAt = e.RetryAt, Silo = e.Silo } : c)],
        },
        CheckPassed e => this with { Checks = Checks.RemoveAll(c => c.Call == e.Call) },
        _ => this,
    };
}

/// <summary>A task that is owed.</summary>
/// <param name="Turn">The turn that called the tool.</param>
/// <param name="Call">The call.</param>
/// <param name="Tool">The tool.</param>
/// <param name="RetryAt">When it is tried again; <see langword="null"/> before it was tried.</param>
/// <param name="Silo">The silo that tries.</param>
public sealed record OwedCheck(long Turn, string Call, string Tool, DateTimeOffset? RetryAt = null, OpaqueId Silo = default);
