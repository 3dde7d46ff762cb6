using Athera.Journal;
using Npgsql;

namespace Athera.Silo.Storage.Postgres;

/// <summary>Reads of events and snapshots.</summary>
internal sealed class JournalReads(NpgsqlConnection connection, CancellationToken cancellation)
{
    public async Task<StoredHistory?> LoadAsync(TenantId tenant, OpaqueId stream)
    {
        await using var query = new NpgsqlCommand(JournalSql.Load, connection);
        query.Parameters.Id(stream).Id(tenant.Value);
        await using var rows = await query.ExecuteReaderAsync(cancellation);
        StoredSnapshot? snapshot = null;
        List<StoredEvent> events = [];
        while (await rows.ReadAsync(cancellation))
        {
            if (rows.IsDBNull(4))
                snapshot = new StoredSnapshot(stream, rows.GetInt64(2), (int)rows.GetInt64(3), rows.GetBytes(7));
            else
                events.Add(Event(rows));
        }
        return snapshot is null && events.Count == 0 ? null : new StoredHistory(snapshot, events);
    }

    public async Task<IReadOnlyList<StoredEvent>> ReadStreamAsync(TenantId tenant, OpaqueId stream, long after, int limit)
    {
        await using var query = new NpgsqlCommand(JournalSql.ReadStream, connection);
        query.Parameters.Id(stream).Id(tenant.Value).Long(after).Long(limit);
        return await ListAsync(query, Event);
    }

    public async Task<IReadOnlyList<StoredEvent>> ReadFeedAsync(TenantId tenant, long after, int limit)
    {
        await using var query = new NpgsqlCommand(JournalSql.ReadFeed, connection);
        query.Parameters.Id(tenant.Value).Long(after).Long(limit);
        return await ListAsync(query, Event);
    }

    public async Task<IReadOnlyList<StoredMessage>> ReadTranscriptAsync(
        TenantId tenant, OpaqueId stream, IReadOnlyList<string> kinds, long before, int limit)
    {
        await using var query = new NpgsqlCommand(JournalSql.ReadTranscript, connection);
        query.Parameters.Id(stream).Id(tenant.Value).Column([.. kinds]).Long(before).Long(limit);
        return await ListAsync(query, row => new StoredMessage(
            Event(row), row.IsDBNull(8) ? default(ReadOnlyMemory<byte>?) : row.GetBytes(8)));
    }

    public async Task<long> ReadFeedPositionAsync(TenantId tenant)
    {
        await using var query = new NpgsqlCommand(JournalSql.FeedPosition, connection);
        query.Parameters.Id(tenant.Value);
        return await query.ExecuteScalarAsync(cancellation) is long position ? position : 0;
    }

    public async Task<IReadOnlyDictionary<ClaimKey, HeldClaim>> FindClaimsAsync(IReadOnlyCollection<ClaimKey> keys)
    {
        await using var query = new NpgsqlCommand(JournalSql.FindClaims, connection);
        query.Parameters.Column([.. keys.Select(key => key.Value.ToGuid())]);
        await using var rows = await query.ExecuteReaderAsync(cancellation);
        Dictionary<ClaimKey, HeldClaim> held = [];
        while (await rows.ReadAsync(cancellation))
            held.Add(new ClaimKey(rows.GetId(0)), new HeldClaim(new TenantId(rows.GetId(1)), rows.GetId(2), rows.GetInt64(3)));
        return held;
    }

    public async Task<IReadOnlyList<StoredSnapshot>> ListSnapshotsAsync(
        TenantId tenant, StreamCategory category, OpaqueId after, int limit)
    {
        await using var query = new NpgsqlCommand(JournalSql.ListSnapshots, connection);
        query.Parameters.Id(tenant.Value).Short((short)category).Id(after).Long(limit);
        return await ListAsync(query, row => new StoredSnapshot(row.GetId(0), row.GetInt64(1), row.GetInt32(2), row.GetBytes(3)));
    }

    private async Task<IReadOnlyList<T>> ListAsync<T>(NpgsqlCommand query, Func<NpgsqlDataReader, T> read)
    {
        await using var rows = await query.ExecuteReaderAsync(cancellation);
        List<T> list = [];
        while (await rows.ReadAsync(cancellation))
            list.Add(read(rows));
        return list;
    }

    private static StoredEvent Event(NpgsqlDataReader row) => new(
        row.GetId(0), (StreamCategory)row.GetInt16(1), row.GetInt64(2), row.GetInt64(3), row.GetString(4),
        row.GetTime(5), row.GetTime(6), row.GetBytes(7));
}
