using System.Text.Json.Serialization;

namespace Athera.Api.Contract;

/// <summary>Problem details as written.</summary>
public sealed record ProblemBody
{
    /// <summary>Which problem it is: <c>urn:athera:problem:</c> and the code.</summary>
    public required string Type { get; init; }

    /// <summary>The status in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Stable name of the problem, for programs.</summary>
    public required string Code { get; init; }

    /// <summary>What happened, for people.</summary>
    public required string Detail { get; init; }

    /// <summary>What is wrong, by field.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Names the request in the operator's traces.</summary>
    public required string TraceId { get; init; }
}
