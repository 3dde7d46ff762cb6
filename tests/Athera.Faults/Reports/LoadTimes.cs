namespace Athera.FaultRuns.Reports;

/// <summary>How long things took.</summary>
/// <param name="Load">From the first message to the last one accepted.</param>
/// <param name="Over">From the end of the last fault until nothing was open.</param>
/// <param name="Returns">How often readers of the live inbox came back.</param>
/// <param name="Refused">How often they were not let back in with their cursor.</param>
/// <param name="Quarantined">Elements in the tenants' quarantines.</param>
internal sealed record LoadTimes(TimeSpan Load, TimeSpan Over, int Returns, int Refused, long Quarantined);
