using System.Text.Json;
using Athera.Journal;
using Npgsql;

namespace Athera.Silo.Storage.Postgres;

/// <summary>Turns admitted rows into one statement per table, each with an array per column. Tables without rows get none.</summary>
internal static class BatchWrites
{
    public static void Add(NpgsqlBatch batch, AdmittedBatch admitted, OpaqueId holder, DateTimeOffset committedAt)
    {
        if (admitted.Runs.Count > 0)
            AddEvents(batch, admitted, committedAt);
        AddClaims(batch, admitted);
        AddSnapshots(batch, admitted);
        if (admitted.Conversations.Count > 0)
            AddConversations(batch, admitted.Conversations.Values);
        if (admitted.Entities.Count > 0)
            AddEntities(batch, admitted.Entities.Values);
        if (admitted.Overlays.Count > 0)
            AddOverlays(batch, admitted.Overlays.Values);
        if (admitted.Redactions.Count > 0)
            AddRedactions(batch, admitted.Redactions.Values);
        AddWakes(batch, admitted, holder);
    }

    private static void AddEvents(NpgsqlBatch batch, AdmittedBatch admitted, DateTimeOffset committedAt)
    {
        var rows = new EventColumns(admitted.Runs);
        batch.Add(JournalSql.InsertEvents)
            .Column(rows.Streams).Column(rows.Sequences).Column(rows.Tenants).Column(rows.Positions)
            .Column(rows.Categories).Column(rows.Kinds).Column(rows.OccurredAt).Column(rows.Payloads).Time(committedAt);
        batch.Add(JournalSql.SetFeedPositions)
            .Column(Cells(admitted.Positions, row => row.Key.Value.ToGuid()))
            .Column(Cells(admitted.Positions, row => row.Value));
    }

    private static void AddClaims(NpgsqlBatch batch, AdmittedBatch admitted)
    {
        if (admitted.Released.Count > 0)
            batch.Add(JournalSql.DeleteClaims).Column(Cells(admitted.Released, key => key.Value.ToGuid()));
        if (admitted.Taken.Count == 0)
            return;
        var taken = admitted.Taken.Values;
        batch.Add(JournalSql.InsertClaims)
            .Column(Cells(taken, claim => claim.Row.Key.Value.ToGuid()))
            .Column(Cells(taken, claim => claim.Tenant.Value.ToGuid()))
            .Column(Cells(taken, claim => claim.Row.Stream.ToGuid()))
            .Column(Cells(taken, claim => claim.Row.Sequence));
    }

    private static void AddSnapshots(NpgsqlBatch batch, AdmittedBatch admitted)
    {
        if (admitted.Snapshots.Count == 0)
            return;
        var (set, removed) = Split(admitted.Snapshots.Values, snapshot => snapshot.Row.Payload is not null);
        if (removed.Count > 0)
        {
            batch.Add(JournalSql.DeleteSnapshots)
                .Column(Cells(removed, snapshot => snapshot.Row.Stream.ToGuid()))
                .Column(Cells(removed, snapshot => snapshot.Tenant.Value.ToGuid()));
        }
        if (set.Count > 0)
        {
            batch.Add(JournalSql.SetSnapshots)
                .Column(Cells(set, snapshot => snapshot.Row.Stream.ToGuid()))
                .Column(Cells(set, snapshot => snapshot.Tenant.Value.ToGuid()))
                .Column(Cells(set, snapshot => (short)snapshot.Row.Category))
                .Column(Cells(set, snapshot => snapshot.Row.Sequence))
                .Column(Cells(set, snapshot => snapshot.Row.Version))
                .Column(Cells(set, snapshot => snapshot.Row.Payload.GetValueOrDefault()));
        }
    }

    private static void AddConversations(NpgsqlBatch batch, ICollection<Owned<StoredConversation>> lines) =>
        batch.Add(JournalSql.SetConversations)
            .Column(Cells(lines, line => line.Row.Row.Id.Value.ToGuid()))
            .Column(Cells(lines, line => line.Tenant.Value.ToGuid()))
            .Column(Cells(lines, line => line.Row.Row.Contact.Value.ToGuid()))
            .Column(Cells(lines, line => line.Row.Row.Account.Value.ToGuid()))
            .Column(Cells(lines, line => line.Row.Row.Channel))
            .Column(Cells(lines, line => (short)line.Row.Row.Status))
            .Column(Cells(lines, line => (short)line.Row.Row.Responder))
            .Column(Cells(lines, line => line.Row.Row.Assignee))
            .Column(Cells(lines, line => line.Row.Row.Team))
            .JsonColumn(Cells(lines, line => Json(line.Row.Row.Labels)))
            .Column(Cells(lines, line => line.Row.Row.Unread))
            .Column(Cells(lines, line => line.Row.Row.WaitingSince?.ToUnixTimeMilliseconds()))
            .Column(Cells(lines, line => line.Row.Row.WindowClosesAt?.ToUnixTimeMilliseconds()))
            .Column(Cells(lines, line => line.Row.Row.LastMessage))
            .Column(Cells(lines, line => line.Row.Sequence))
            .Column(Cells(lines, line => line.Row.Position));

    private static void AddEntities(NpgsqlBatch batch, ICollection<Owned<ListedEntity>> entities) =>
        batch.Add(JournalSql.SetEntities)
            .Column(Cells(entities, entity => entity.Row.Row.Id.ToGuid()))
            .Column(Cells(entities, entity => entity.Tenant.Value.ToGuid()))
            .Column(Cells(entities, entity => (short)entity.Row.Row.Category))
            .Column(Cells(entities, entity => entity.Row.Row.State))
            .Column(Cells(entities, entity => entity.Row.Row.Contact?.Value.ToGuid()))
            .Column(Cells(entities, entity => entity.Row.Row.Conversation?.Value.ToGuid()))
            .Column(Cells(entities, entity => entity.Row.Row.Assignee))
            .Column(Cells(entities, entity => entity.Row.Row.Team))
            .Column(Cells(entities, entity => entity.Row.Row.DueAt?.ToUnixTimeMilliseconds()))
            .Column(Cells(entities, entity => entity.Row.Position));

    private static void AddOverlays(NpgsqlBatch batch, ICollection<MessageOverlay> overlays) =>
        batch.Add(JournalSql.SetOverlays)
            .Column(Cells(overlays, overlay => overlay.Stream.ToGuid()))
            .Column(Cells(overlays, overlay => overlay.Sequence))
            .Column(Cells(overlays, overlay => overlay.Payload));

    private static void AddRedactions(NpgsqlBatch batch, ICollection<Owned<Redaction>> redactions) =>
        batch.Add(JournalSql.Redact)
            .Column(Cells(redactions, redaction => redaction.Row.Stream.ToGuid()))
            .Column(Cells(redactions, redaction => redaction.Row.Sequence))
            .Column(Cells(redactions, redaction => redaction.Tenant.Value.ToGuid()))
            .Column(Cells(redactions, redaction => redaction.Row.Payload));

    private static void AddWakes(NpgsqlBatch batch, AdmittedBatch admitted, OpaqueId holder)
    {
        if (admitted.Wakes.Count == 0)
            return;
        var (set, removed) = Split(admitted.Wakes.Values, wake => wake.Row.DueAt is not null);
        if (removed.Count > 0)
        {
            batch.Add(JournalSql.DeleteWakes)
                .Column(Cells(removed, wake => wake.Row.Stream.ToGuid()))
                .Column(Cells(removed, wake => wake.Tenant.Value.ToGuid()));
        }
        if (set.Count > 0)
        {
            batch.Add(JournalSql.SetWakes)
                .Column(Cells(set, wake => wake.Row.Stream.ToGuid()))
                .Column(Cells(set, wake => wake.Tenant.Value.ToGuid()))
                .Column(Cells(set, wake => (short)wake.Row.Category))
                .Column(Cells(set, wake => wake.Row.DueAt.GetValueOrDefault().ToUnixTimeMilliseconds()))
                .Id(holder);
        }
    }

    private static string Json(IReadOnlyList<string> labels) => labels.Count == 0 ? "[]" : JsonSerializer.Serialize(labels);

    private static (List<TRow> Set, List<TRow> Removed) Split<TRow>(ICollection<TRow> rows, Predicate<TRow> isSet)
    {
        List<TRow> set = new(rows.Count), removed = [];
        foreach (var row in rows)
            (isSet(row) ? set : removed).Add(row);
        return (set, removed);
    }

    private static TCell[] Cells<TRow, TCell>(ICollection<TRow> rows, Func<TRow, TCell> cell)
    {
        var cells = new TCell[rows.Count];
        var i = 0;
        foreach (var row in rows)
            cells[i++] = cell(row);
        return cells;
    }
}
