using Athera.Turns.Tools;

namespace Athera.Tools;

/// <summary>How a tool is reached. It is stored: add members with defaults, never rename one.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ToolSettings")]
public sealed record ToolSettings
{
    /// <summary>
    /// Of <c>http</c>, the template of the address: <c>{name}</c> in its path or query stands for an argument. Of <c>mcp</c>, the
    /// server's address. At most 2,048 characters, <c>https</c>.
    /// </summary>
    [Id(0)] public string Url { get; init; } = "";

    /// <summary>Of <c>http</c>: GET, POST, PUT, PATCH or DELETE; GET when left out.</summary>
    [Id(1)] public string? Method { get; init; }

    /// <summary>Headers that are sent, at most 16.</summary>
    [Id(2)] public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Headers that are sent and never shown, at most 16.</summary>
    [Id(3)] public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Of <c>http</c>, the template of the JSON body: a text that is <c>{name}</c> and nothing else stands for the argument as it is.
    /// Left out, the arguments are the body where the method has one.
    /// </summary>
    [Id(4)] public string? Body { get; init; }

    /// <summary>Of <c>http</c>, JSON Schema of the arguments: an object without additional properties. Left out, there are none.</summary>
    [Id(5)] public string? Schema { get; init; }

    /// <summary>Longest a call may take, 1 to 20 seconds.</summary>
    [Id(6)] public int TimeoutSeconds { get; init; } = 10;

    /// <summary>Largest answer that is taken, 1,024 to 262,144 bytes.</summary>
    [Id(7)] public int MaxAnswerBytes { get; init; } = 64 * 1024;

    /// <summary>Of <c>mcp</c>, effects of single tools by the server's names for them, where they are not the server's; at most 64.</summary>
    [Id(8)] public IReadOnlyDictionary<string, ToolEffect> ToolEffects { get; init; } = new Dictionary<string, ToolEffect>();

    /// <summary>Says nothing: settings hold secrets.</summary>
    public override string ToString() => nameof(ToolSettings);
}
