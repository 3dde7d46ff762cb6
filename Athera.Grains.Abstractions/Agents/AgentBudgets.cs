namespace Athera.Agents;

/// <summary>
/// What an agent may use up. Out of budget, a person is asked to answer. Money is in millionths of the currency of the price table.
/// </summary>
[GenerateSerializer, Immutable, Alias("Athera.AgentBudgets")]
public sealed record AgentBudgets
{
    /// <summary>Model calls that may ask for tools in one turn, 1 to 16.</summary>
    [Id(0)] public int Steps { get; init; } = 8;

    /// <summary>Tokens read and written in one turn, 500 to 1,000,000.</summary>
    [Id(1)] public int Tokens { get; init; } = 60_000;

    /// <summary>Seconds one turn may take, 5 to 300; the platform's patience may be shorter.</summary>
    [Id(2)] public int Seconds { get; init; } = 90;

    /// <summary>Money one turn may cost; 0 for no limit.</summary>
    [Id(3)] public long TurnMicros { get; init; }

    /// <summary>Turns begun in one conversation within an hour, 1 to 100,000.</summary>
    [Id(4)] public int TurnsPerHour { get; init; } = 2_000;

    /// <summary>Money all turns of the tenant may cost on one day (UTC); 0 for no limit.</summary>
    [Id(5)] public long DayMicros { get; init; }
}

/// <summary>When an agent answers.</summary>
[GenerateSerializer, Immutable, Alias("Athera.AgentHours")]
public sealed record AgentHours
{
    /// <summary>The time zone, by its IANA name.</summary>
    [Id(0)] public required string TimeZone { get; init; }

    /// <summary>The spans of the week, at most 42; outside them messages wait for people.</summary>
    [Id(1)] public IReadOnlyList<AgentShift> Shifts { get; init => field = value ?? []; } = [];
}

/// <summary>A span of a day of the week.</summary>
/// <param name="Day">The day.</param>
/// <param name="From">Its first moment.</param>
/// <param name="To">The first moment after it; 00:00 is the end of the day.</param>
[GenerateSerializer, Immutable, Alias("Athera.AgentShift")]
public sealed record AgentShift([property: Id(0)] DayOfWeek Day, [property: Id(1)] TimeOnly From, [property: Id(2)] TimeOnly To);
