using System.Text.Json;
using Athera.Journal;

namespace Athera.Silo.Storage.Sqlite;

/// <summary>Hands out wakes inside a write transaction, which is what keeps two silos from getting the same one.</summary>
internal static class WakeLeases
{
    public static IReadOnlyList<DueWake> Lease(SqliteSession session, WakeLease lease)
    {
        var due = Due(session, lease);
        foreach (var wake in due)
            session.Statement(JournalSql.LeaseWake).Add(wake.Stream).Add(lease.LeaseUntil).Add(lease.Holder).Run();
        return due;
    }

    public static int Postpone(SqliteSession session, DueWake wake, DateTimeOffset leasedUntil, DateTimeOffset until)
    {
        session.Statement(JournalSql.PostponeWake).Add(wake.Stream).Add(wake.Tenant.Value).Add(leasedUntil).Add(until).Run();
        return 1;
    }

    private static List<DueWake> Due(SqliteSession session, WakeLease lease)
    {
        var live = JsonSerializer.Serialize(lease.LiveHolders.Select(holder => holder.ToString()));
        using var rows = session.Statement(JournalSql.DueWakes).Add(lease.Now).Add(lease.OrphanHorizon).Add(live).Add(lease.Limit);
        List<DueWake> due = [];
        while (rows.Step())
            due.Add(new DueWake(new(rows.Id(1)), (StreamCategory)rows.Number(2), rows.Id(0), rows.Number(3) != 0));
        return due;
    }
}
