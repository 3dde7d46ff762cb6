using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Athera.Conversations;

/// <summary>A turn under way.</summary>
/// <param name="Id">The sequence of the event that began it.</param>
/// <param name="Messages">The messages it answers.</param>
/// <param name="Deadline">After this it counts as lost.</param>
/// <param name="Try">Which try it is.</param>
/// <param name="Silo">The silo that works on it.</param>
public sealed record RunningTurn(long Id, ImmutableArray<long> Messages, DateTimeOffset Deadline, int Try, OpaqueId Silo)
{
    /// <summary>Arguments and outcomes of one turn are kept up to this many characters; a turn that needs more fails.</summary>
    public const int MaxRecorded = 120_000;

    /// <summary>The agent it began with.</summary>
    public AgentId Agent { get; init; }

    /// <summary>The published version of that agent's profile.</summary>
    public int Version { get; init; }

    /// <summary>What is recorded of it, so that whoever goes on with it repeats nothing.</summary>
    public ImmutableArray<TurnStep> Steps { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The model calls recorded; steps that were given to it are none.</summary>
    public int Asked { get; init; }

    /// <summary>Tokens used by its recorded steps.</summary>
    public int Tokens { get; init; }

    /// <summary>What those cost.</summary>
    public long Micros { get; init; }

    /// <summary>Why a person is to answer after it, if one is.</summary>
    public string? HandOver { get; init; }

    /// <summary>The conversation is resolved after it.</summary>
    public bool Resolves { get; init; }

    /// <summary>All its calls.</summary>
    [JsonIgnore]
    public IEnumerable<TurnCall> Calls => Steps.SelectMany(s => s.Calls);

    /// <summary>Calls that are to run, or that nobody has heard of since.</summary>
    [JsonIgnore]
    public IEnumerable<TurnCall> Pending => Calls.Where(c => c.IsPending);

    /// <summary>Something came of it that a turn begun anew would do again.</summary>
    [JsonIgnore]
    public bool Acts => Calls.Any(c => c.Acts);

    /// <summary>Characters kept of it.</summary>
    [JsonIgnore]
    public int Recorded => Calls.Sum(c => c.Arguments.Length + (c.Outcome?.Length ?? 0)) + Steps.Sum(s => s.Text?.Length ?? 0);

    /// <summary>Tool calls that failed since the last that did not.</summary>
    [JsonIgnore]
    public int FailuresInARow => Calls.Where(c => c.Outcome is not null && !c.Asked).Reverse().TakeWhile(c => c.Fault is not null).Count();

    /// <summary>With a call changed.</summary>
    public RunningTurn With(string call, Func<TurnCall, TurnCall> change) => this with
    {
        Steps = [.. Steps.Select(s => s.Calls.Any(c => c.Id == call)
            ? s with { Calls = [.. s.Calls.Select(c => c.Id == call ? change(c) : c)] }
            : s)],
    };
}
