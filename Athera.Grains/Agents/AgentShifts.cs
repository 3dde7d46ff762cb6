namespace Athera.Agents;

/// <summary>Tells whether an agent is at work.</summary>
public static class AgentShifts
{
    /// <summary>Whether it leaves messages to people at this time.</summary>
    public static bool IsOff(AgentHours? hours, DateTimeOffset now)
    {
        if (hours is not { Shifts.Count: > 0 } || !TimeZoneInfo.TryFindSystemTimeZoneById(hours.TimeZone, out var zone))
            return false;
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        return !hours.Shifts.Any(s => s.Day == local.DayOfWeek && s.From <= time && (s.To == TimeOnly.MinValue || time < s.To));
    }
}
