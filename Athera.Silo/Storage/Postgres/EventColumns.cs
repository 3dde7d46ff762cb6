using Athera.Journal;

namespace Athera.Silo.Storage.Postgres;

/// <summary>Runs of events, turned into a column per field.</summary>
internal sealed class EventColumns
{
    public EventColumns(List<AdmittedRun> runs)
    {
        var rows = 0;
        foreach (var run in runs)
            rows += run.Stream.Events.Count;
        (Streams, Tenants, Sequences, Positions) = (new Guid[rows], new Guid[rows], new long[rows], new long[rows]);
        (Categories, Kinds, OccurredAt, Payloads) = (new short[rows], new string[rows], new long[rows], new ReadOnlyMemory<byte>[rows]);
        var row = 0;
        foreach (var run in runs)
            row = Fill(run, row);
    }

    public Guid[] Streams { get; }

    public Guid[] Tenants { get; }

    public long[] Sequences { get; }

    public long[] Positions { get; }

    public short[] Categories { get; }

    public string[] Kinds { get; }

    public long[] OccurredAt { get; }

    public ReadOnlyMemory<byte>[] Payloads { get; }

    private int Fill(AdmittedRun run, int row)
    {
        var (stream, tenant) = (run.Stream.Stream.ToGuid(), run.Tenant.Value.ToGuid());
        for (var i = 0; i < run.Stream.Events.Count; i++, row++)
        {
            var data = run.Stream.Events[i];
            Streams[row] = stream;
            Tenants[row] = tenant;
            Sequences[row] = run.Stream.ExpectedSequence + 1 + i;
            Positions[row] = run.FirstPosition + i;
            Categories[row] = (short)run.Stream.Category;
            Kinds[row] = data.Kind;
            OccurredAt[row] = data.OccurredAt.ToUnixTimeMilliseconds();
            Payloads[row] = data.Payload;
        }
        return row;
    }
}
