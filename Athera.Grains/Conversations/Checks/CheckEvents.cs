namespace Athera.Conversations;

/// <summary>A tool may or may not have had its effect, and a person is to have a task to find out.</summary>
/// <param name="Turn">The turn that called it.</param>
/// <param name="Call">The call.</param>
/// <param name="Tool">The tool.</param>
public sealed record CheckOwed(long Turn, string Call, string Tool) : ConversationEvent;

/// <summary>A task is being made of it.</summary>
/// <param name="Call">The call.</param>
/// <param name="RetryAt">When it is tried again if nothing is heard of it.</param>
/// <param name="Silo">The silo that does it: when that is gone, so is the try.</param>
public sealed record CheckPassing(string Call, DateTimeOffset RetryAt, OpaqueId Silo) : ConversationEvent;

/// <summary>It has become a task, or never will; the note in the conversation stands either way.</summary>
/// <param name="Call">The call.</param>
/// <param name="Task">The task.</param>
/// <param name="Fault">Why there is none.</param>
public sealed record CheckPassed(string Call, TaskId? Task, string? Fault) : ConversationEvent;
