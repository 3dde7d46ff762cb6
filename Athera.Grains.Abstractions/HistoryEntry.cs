using Athera.Messages;

namespace Athera;

/// <summary>A change of an order or a task: who changed what, and not to what.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Fields">The fields that were set, as the API names them.</param>
/// <param name="State">The state it went into, if it went into another.</param>
[GenerateSerializer, Immutable, Alias("Athera.HistoryEntry")]
public sealed record HistoryEntry(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] Author By, [property: Id(2)] IReadOnlyList<string> Fields,
    [property: Id(3)] string? State = null)
{
    /// <summary>Changes that are shown, the newest; the journal keeps all of them.</summary>
    public const int MaxShown = 50;
}
