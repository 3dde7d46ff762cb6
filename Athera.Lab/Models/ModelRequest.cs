using System.Text.Json.Nodes;

namespace Athera.Lab.Models;

/// <summary>A chat-completions call the fake model received.</summary>
public sealed record ModelRequest
{
    /// <summary>1 for the first call.</summary>
    public long Sequence { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The deployment of the path, or the body's <c>model</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Whether it came by one of the Azure addresses, whose streams look a little different.</summary>
    public required bool IsAzure { get; init; }

    /// <summary>Whether the answer was asked for as a stream.</summary>
    public required bool IsStreamed { get; init; }

    /// <summary>Whether the stream was to end with the usage.</summary>
    public required bool WantsUsage { get; init; }

    /// <summary>The caller's opaque user; tests count the calls of one conversation by it.</summary>
    public string? User { get; init; }

    /// <summary>Text of the last message of role <c>user</c>; empty when there is none.</summary>
    public required string LastUserText { get; init; }

    /// <summary>The whole body. Not to be changed.</summary>
    public required JsonObject Body { get; init; }

    /// <summary>Estimated tokens of the messages: characters / 4.</summary>
    public int PromptTokens => Math.Max(1, (Body["messages"]?.ToJsonString().Length ?? 0) / 4);
}
