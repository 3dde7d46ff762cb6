namespace Athera.Journal;

/// <summary>How heavy an append is in memory and in a transaction.</summary>
internal static class AppendSize
{
    /// <summary>Stands for the columns beside a payload, so that rows without one weigh something too.</summary>
    private const int Row = 64;

    public static long Of(Append append)
    {
        var size = Row * (1L + append.Claims.Count + append.Releases.Count);
        for (var i = 0; i < append.Streams.Count; i++)
        {
            var events = append.Streams[i].Events;
            for (var j = 0; j < events.Count; j++)
                size += Row + events[j].Payload.Length;
        }

        for (var i = 0; i < append.Snapshots.Count; i++)
            size += Row + (append.Snapshots[i].Payload?.Length ?? 0);
        for (var i = 0; i < append.Overlays.Count; i++)
            size += Row + append.Overlays[i].Payload.Length;
        for (var i = 0; i < append.Redactions.Count; i++)
            size += Row + append.Redactions[i].Payload.Length;
        return size + (append.Conversation is { } row ? Row + row.LastMessage.Length : 0) + (append.Entity is null ? 0 : Row);
    }
}
