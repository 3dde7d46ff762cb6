using Athera.Journal;
using Npgsql;

namespace Athera.Silo.Storage.Postgres;

/// <summary>Hands out wakes. Row locks keep two silos from getting the same one.</summary>
internal sealed class WakeLeases(NpgsqlConnection connection, CancellationToken cancellation)
{
    public async Task<IReadOnlyList<DueWake>> LeaseAsync(WakeLease lease)
    {
        await using var update = new NpgsqlCommand(JournalSql.LeaseWakes, connection);
        update.Parameters
            .Time(lease.Now).Time(lease.OrphanHorizon).Column([.. lease.LiveHolders.Select(holder => holder.ToGuid())])
            .Long(lease.Limit).Time(lease.LeaseUntil).Id(lease.Holder);
        await using var rows = await update.ExecuteReaderAsync(cancellation);
        List<DueWake> due = [];
        while (await rows.ReadAsync(cancellation))
            due.Add(new DueWake(new TenantId(rows.GetId(0)), (StreamCategory)rows.GetInt16(1), rows.GetId(2), rows.GetBoolean(3)));
        return due;
    }

    public async Task<int> PostponeAsync(DueWake wake, DateTimeOffset leasedUntil, DateTimeOffset until)
    {
        await using var update = new NpgsqlCommand(JournalSql.PostponeWake, connection);
        update.Parameters.Id(wake.Stream).Id(wake.Tenant.Value).Time(leasedUntil).Time(until);
        return await update.ExecuteNonQueryAsync(cancellation);
    }
}
