using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Athera.Api.Contract;
using Athera.Tools;
using Athera.Turns.Tools;

namespace Athera.Api.Tools;

/// <summary>A tool, or a server with tools, to add.</summary>
public sealed record CreateToolBody
{
    /// <summary><c>http</c>: one request to a service; <c>mcp</c>: a server that speaks the Model Context Protocol over HTTP.</summary>
    [Required, StringLength(16)]
    public string Kind { get; init; } = "";

    /// <summary>What the model calls it; of a server, at most 20 characters that stand before the names of its tools. It stays.</summary>
    [Required, StringLength(ToolLimits.MaxName)]
    public string Name { get; init; } = "";

    /// <summary>What the model is told it does; of a server, for people only.</summary>
    [StringLength(ToolLimits.MaxDescription)]
    public string? Description { get; init; }

    /// <summary>
    /// What running it can do; left out, <c>external</c> unless it is an HTTP GET. Declare <c>writes</c> or <c>money</c> only where a
    /// repeated Idempotency-Key has no second effect: such a call may be made again after a failure, an external one never is.
    /// </summary>
    public ToolEffect? Effect { get; init; }

    /// <summary>Whether agents are told of it.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Where it is; of <c>http</c> a template with <c>{argument}</c> in its path or query.</summary>
    [Required, StringLength(ToolLimits.MaxUrl, MinimumLength = 1)]
    public string Url { get; init; } = "";

    /// <summary>Of <c>http</c>: GET, POST, PUT, PATCH or DELETE; GET when left out.</summary>
    [StringLength(8)]
    public string? Method { get; init; }

    /// <summary>Headers that are sent.</summary>
    [MaxLength(ToolLimits.MaxHeaders), EachText(MaxLength = ToolLimits.MaxHeaderValue, MaxNameLength = ToolLimits.MaxHeaderName)]
    public IReadOnlyDictionary<string, string?>? Headers { get; init; }

    /// <summary>Headers that are sent and never shown.</summary>
    [MaxLength(ToolLimits.MaxHeaders), EachText(MaxLength = ToolLimits.MaxHeaderValue, MaxNameLength = ToolLimits.MaxHeaderName)]
    public IReadOnlyDictionary<string, string?>? Secrets { get; init; }

    /// <summary>Of <c>http</c>, the JSON body: a text that is <c>{argument}</c> and nothing else stands for that argument's value.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>Of <c>http</c>, JSON Schema of the arguments.</summary>
    public JsonElement? Schema { get; init; }

    /// <summary>Longest a call may take, in seconds.</summary>
    [Range(1, ToolLimits.MaxTimeoutSeconds)]
    public int TimeoutSeconds { get; init; } = 10;

    /// <summary>Largest answer that is taken, in bytes.</summary>
    [Range(1024, ToolLimits.MaxAnswerBytes)]
    public int MaxAnswerBytes { get; init; } = 64 * 1024;

    /// <summary>Of <c>mcp</c>, effects of single tools by the server's names for them, where they are not <c>effect</c>.</summary>
    [MaxLength(64)]
    public IReadOnlyDictionary<string, ToolEffect>? ToolEffects { get; init; }

    /// <summary>Says nothing: it holds secrets.</summary>
    public override string ToString() => nameof(CreateToolBody);

    /// <summary>What the grain is asked.</summary>
    internal CreateTool Command => new()
    {
        Kind = Kind,
        Name = Name,
        Description = Description ?? "",
        Effect = Effect,
        Enabled = Enabled,
        Settings = new ToolSettings
        {
            Url = Url,
            Method = Method,
            Headers = ToolJson.Texts(Headers) ?? new Dictionary<string, string>(),
            Secrets = ToolJson.Texts(Secrets) ?? new Dictionary<string, string>(),
            Body = Body?.GetRawText(),
            Schema = Schema?.GetRawText(),
            TimeoutSeconds = TimeoutSeconds,
            MaxAnswerBytes = MaxAnswerBytes,
            ToolEffects = ToolEffects ?? new Dictionary<string, ToolEffect>(),
        },
    };
}

/// <summary>What to change of a tool; what is left out stays.</summary>
public sealed record ChangeToolBody
{
    /// <summary>New description.</summary>
    [StringLength(ToolLimits.MaxDescription)]
    public string? Description { get; init; }

    /// <summary>New effect.</summary>
    public ToolEffect? Effect { get; init; }

    /// <summary>Whether agents are told of it.</summary>
    public bool? Enabled { get; init; }

    /// <summary>New address. Where it leads to another host, all secrets have to be given again.</summary>
    [StringLength(ToolLimits.MaxUrl, MinimumLength = 1)]
    public string? Url { get; init; }

    /// <summary>New method.</summary>
    [StringLength(8, MinimumLength = 1)]
    public string? Method { get; init; }

    /// <summary>New headers, all of them.</summary>
    [MaxLength(ToolLimits.MaxHeaders), EachText(MaxLength = ToolLimits.MaxHeaderValue, MaxNameLength = ToolLimits.MaxHeaderName)]
    public IReadOnlyDictionary<string, string?>? Headers { get; init; }

    /// <summary>New secret headers by name; an empty one is removed, and others stay.</summary>
    [MaxLength(ToolLimits.MaxHeaders), EachText(MaxLength = ToolLimits.MaxHeaderValue, MaxNameLength = ToolLimits.MaxHeaderName)]
    public IReadOnlyDictionary<string, string?>? Secrets { get; init; }

    /// <summary>New JSON body; an empty text removes it.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>New schema.</summary>
    public JsonElement? Schema { get; init; }

    /// <summary>New time limit in seconds.</summary>
    [Range(1, ToolLimits.MaxTimeoutSeconds)]
    public int? TimeoutSeconds { get; init; }

    /// <summary>New size limit in bytes.</summary>
    [Range(1024, ToolLimits.MaxAnswerBytes)]
    public int? MaxAnswerBytes { get; init; }

    /// <summary>New effects of single tools, all of them.</summary>
    [MaxLength(64)]
    public IReadOnlyDictionary<string, ToolEffect>? ToolEffects { get; init; }

    /// <summary>Says nothing: it holds secrets.</summary>
    public override string ToString() => nameof(ChangeToolBody);

    /// <summary>What the grain is asked.</summary>
    internal ChangeTool Command => new()
    {
        Description = Description,
        Effect = Effect,
        Enabled = Enabled,
        Url = Url,
        Method = Method,
        Headers = ToolJson.Texts(Headers),
        Secrets = ToolJson.Texts(Secrets),
        Body = Body is { ValueKind: JsonValueKind.String } text && text.GetString() is "" ? "" : Body?.GetRawText(),
        Schema = Schema?.GetRawText(),
        TimeoutSeconds = TimeoutSeconds,
        MaxAnswerBytes = MaxAnswerBytes,
        ToolEffects = ToolEffects,
    };
}

/// <summary>A call to be looked at and not made.</summary>
public sealed record TryToolBody
{
    /// <summary>Of a server, which of its tools, by the name in <c>offered</c>.</summary>
    [StringLength(ToolLimits.MaxName, MinimumLength = 1)]
    public string? Tool { get; init; }

    /// <summary>The arguments.</summary>
    [Required]
    public JsonElement? Arguments { get; init; }

    /// <summary>Says nothing of the arguments.</summary>
    public override string ToString() => nameof(TryToolBody);

    /// <summary>What the grain is asked.</summary>
    internal TryTool Command => new(Arguments!.Value.GetRawText(), Tool);
}
