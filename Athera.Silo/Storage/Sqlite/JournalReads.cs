using System.Text.Json;
using Athera.Journal;

namespace Athera.Silo.Storage.Sqlite;

/// <summary>Reads of events and snapshots.</summary>
internal static class JournalReads
{
    public static StoredHistory? Load(SqliteSession session, TenantId tenant, OpaqueId stream)
    {
        using var rows = session.Statement(JournalSql.Load).Add(stream).Add(tenant.Value);
        StoredSnapshot? snapshot = null;
        List<StoredEvent> events = [];
        while (rows.Step())
        {
            if (rows.IsNull(4))
                snapshot = new StoredSnapshot(stream, rows.Number(2), (int)rows.Number(3), rows.Bytes(7));
            else
                events.Add(Event(rows));
        }
        return snapshot is null && events.Count == 0 ? null : new StoredHistory(snapshot, events);
    }

    public static IReadOnlyList<StoredEvent> ReadStream(SqliteSession session, TenantId tenant, OpaqueId stream, long after, int limit) =>
        Events(session.Statement(JournalSql.ReadStream).Add(stream).Add(tenant.Value).Add(after).Add(limit));

    public static IReadOnlyList<StoredEvent> ReadFeed(SqliteSession session, TenantId tenant, long after, int limit) =>
        Events(session.Statement(JournalSql.ReadFeed).Add(tenant.Value).Add(after).Add(limit));

    public static IReadOnlyList<StoredMessage> ReadTranscript(
        SqliteSession session, TenantId tenant, OpaqueId stream, IReadOnlyList<string> kinds, long before, int limit)
    {
        using var rows = session.Statement(JournalSql.ReadTranscript)
            .Add(stream).Add(tenant.Value).Add(JsonSerializer.Serialize(kinds)).Add(before).Add(limit);
        List<StoredMessage> messages = [];
        while (rows.Step())
            messages.Add(new StoredMessage(Event(rows), rows.IsNull(8) ? default(ReadOnlyMemory<byte>?) : rows.Bytes(8)));
        return messages;
    }

    public static long ReadFeedPosition(SqliteSession session, TenantId tenant)
    {
        using var row = session.Statement(JournalSql.FeedPosition).Add(tenant.Value);
        return row.Step() ? row.Number(0) : 0;
    }

    public static IReadOnlyDictionary<ClaimKey, HeldClaim> FindClaims(SqliteSession session, IReadOnlyCollection<ClaimKey> keys)
    {
        Dictionary<ClaimKey, HeldClaim> held = [];
        foreach (var key in keys)
        {
            using var row = session.Statement(JournalSql.FindClaim).Add(key.Value);
            if (row.Step())
                held[key] = new HeldClaim(new(row.Id(0)), row.Id(1), row.Number(2));
        }
        return held;
    }

    public static IReadOnlyList<StoredSnapshot> ListSnapshots(
        SqliteSession session, TenantId tenant, StreamCategory category, OpaqueId after, int limit)
    {
        using var rows = session.Statement(JournalSql.ListSnapshots)
            .Add(tenant.Value).Add((long)category).Add(after).Add(limit);
        List<StoredSnapshot> snapshots = [];
        while (rows.Step())
            snapshots.Add(new StoredSnapshot(rows.Id(0), rows.Number(1), (int)rows.Number(2), rows.Bytes(3)));
        return snapshots;
    }

    private static List<StoredEvent> Events(SqliteStatement query)
    {
        using var rows = query;
        List<StoredEvent> events = [];
        while (rows.Step())
            events.Add(Event(rows));
        return events;
    }

    private static StoredEvent Event(SqliteStatement row) => new(
        row.Id(0), (StreamCategory)row.Number(1), row.Number(2), row.Number(3), row.Text(4), row.Time(5), row.Time(6), row.Bytes(7));
}
