using System.Text.Json;
using Athera.Tools;
using Athera.Turns.Tools;

namespace Athera.Api.Tools;

/// <summary>A tool, or a server with tools: the fields it was added with, and what agents are told of.</summary>
public sealed record ToolBody
{
    /// <summary>Its id.</summary>
    public required ToolId Id { get; init; }

    /// <summary><c>http</c> or <c>mcp</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What the model calls it; of a server, what stands before the names of its tools.</summary>
    public required string Name { get; init; }

    /// <summary>What the model is told it does; of a server, for people only.</summary>
    public required string Description { get; init; }

    /// <summary>What running it can do.</summary>
    public required ToolEffect Effect { get; init; }

    /// <summary>Whether agents are told of it.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Where it is.</summary>
    public required string Url { get; init; }

    /// <summary>The HTTP method, if one was given.</summary>
    public required string? Method { get; init; }

    /// <summary>Headers that are sent.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The names of headers that are sent and never shown.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>The template of the body, if there is one.</summary>
    public required JsonElement? Body { get; init; }

    /// <summary>JSON Schema of the arguments, if one was given.</summary>
    public required JsonElement? Schema { get; init; }

    /// <summary>Longest a call may take, in seconds.</summary>
    public required int TimeoutSeconds { get; init; }

    /// <summary>Largest answer that is taken, in bytes.</summary>
    public required int MaxAnswerBytes { get; init; }

    /// <summary>Effects of single tools by the server's names for them.</summary>
    public required IReadOnlyDictionary<string, ToolEffect> ToolEffects { get; init; }

    /// <summary>The tools agents are told of while it is enabled.</summary>
    public required IReadOnlyList<OfferedTool> Offered { get; init; }

    /// <summary>Tools of a server that agents are not told of, and why.</summary>
    public required IReadOnlyList<LeftOutTool> LeftOut { get; init; }

    /// <summary>Why a server could not be asked for its tools when last tried; null when it could.</summary>
    public required string? Fault { get; init; }

    /// <summary>Since when a server offers what it does; null while it was never asked.</summary>
    public required DateTimeOffset? SightedAt { get; init; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Says which it is only.</summary>
    public override string ToString() => $"ToolBody({Id})";

    /// <summary>A tool as the API names it.</summary>
    internal static ToolBody Of(ToolView view) => new()
    {
        Id = view.Id,
        Kind = view.Kind,
        Name = view.Name,
        Description = view.Description,
        Effect = view.Effect,
        Enabled = view.Enabled,
        Url = view.Settings.Url,
        Method = view.Settings.Method,
        Headers = view.Settings.Headers,
        Secrets = [.. view.Settings.Secrets.Keys.Order(StringComparer.Ordinal)],
        Body = ToolJson.Value(view.Settings.Body),
        Schema = ToolJson.Value(view.Settings.Schema),
        TimeoutSeconds = view.Settings.TimeoutSeconds,
        MaxAnswerBytes = view.Settings.MaxAnswerBytes,
        ToolEffects = view.Settings.ToolEffects,
        Offered = view.Offered,
        LeftOut = view.LeftOut,
        Fault = view.Fault,
        SightedAt = view.SightedAt,
        CreatedAt = view.CreatedAt,
        ChangedAt = view.ChangedAt,
    };
}

/// <summary>The request a call would make. Nothing of it was sent.</summary>
public sealed record ToolTrialBody
{
    /// <summary>The tool, as the model calls it.</summary>
    public required string Tool { get; init; }

    /// <summary>What running it can do.</summary>
    public required ToolEffect Effect { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The address.</summary>
    public required string Url { get; init; }

    /// <summary>The headers; of secret ones three asterisks.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The JSON body, if there is one.</summary>
    public required JsonElement? Body { get; init; }

    /// <summary>Says nothing of what would be sent.</summary>
    public override string ToString() => nameof(ToolTrialBody);

    /// <summary>A trial as the API names it.</summary>
    internal static ToolTrialBody Of(ToolTrial trial) => new()
    {
        Tool = trial.Tool,
        Effect = trial.Effect,
        Method = trial.Method,
        Url = trial.Url,
        Headers = trial.Headers,
        Body = ToolJson.Value(trial.Body),
    };
}
