using Athera.Journal;

namespace Athera.Silo.Storage.Sqlite;

/// <summary>Reads of the lists of entities.</summary>
internal static class EntityReads
{
    public static IReadOnlyList<StoredEntity> List(
        SqliteSession session, TenantId tenant, StreamCategory category, EntityFilter filter, int limit)
    {
        using var rows = session.Statement(filter.Contact is null ? JournalSql.ListEntities : JournalSql.ListEntitiesOfContact)
            .Add(tenant.Value).Add((long)category).Add(filter.Before).Add((long?)filter.State).AddOrNull(filter.Conversation?.Value)
            .Add(filter.Assignee).Add(filter.Team).Add(filter.DueBy).Add(limit);
        if (filter.Contact is { } contact)
            rows.Add(contact.Value);
        List<StoredEntity> entities = [];
        while (rows.Step())
            entities.Add(Entity(rows, category));
        return entities;
    }

    private static StoredEntity Entity(SqliteStatement row, StreamCategory category)
    {
        var id = row.Id(0);
        return new StoredEntity(
            new EntityRow(
                id, category, (short)row.Number(1),
                row.IdOrNull(2) is { } contact ? new ContactId(contact) : null,
                row.IdOrNull(3) is { } conversation ? new ConversationId(conversation) : null,
                row.TextOrNull(4), row.TextOrNull(5), row.TimeOrNull(6)),
            row.Number(7),
            new StoredSnapshot(id, row.Number(8), (int)row.Number(9), row.Bytes(10)));
    }
}
