using Athera.Journal;
using Npgsql;

namespace Athera.Silo.Storage.Postgres;

/// <summary>Reads of the lists of entities.</summary>
internal sealed class EntityReads(NpgsqlConnection connection, CancellationToken cancellation)
{
    public async Task<IReadOnlyList<StoredEntity>> ListAsync(
        TenantId tenant, StreamCategory category, EntityFilter filter, int limit)
    {
        var sql = filter.Contact is null ? JournalSql.ListEntities : JournalSql.ListEntitiesOfContact;
        await using var query = new NpgsqlCommand(sql, connection);
        query.Parameters
            .Id(tenant.Value).Short((short)category).Long(filter.Before).Short(filter.State).IdOrNull(filter.Conversation?.Value)
            .Text(filter.Assignee).Text(filter.Team).TimeOrNull(filter.DueBy).Long(limit);
        if (filter.Contact is { } contact)
            query.Parameters.Id(contact.Value);
        await using var rows = await query.ExecuteReaderAsync(cancellation);
        List<StoredEntity> entities = [];
        while (await rows.ReadAsync(cancellation))
            entities.Add(Entity(rows, category));
        return entities;
    }

    private static StoredEntity Entity(NpgsqlDataReader row, StreamCategory category)
    {
        var id = row.GetId(0);
        return new StoredEntity(
            new EntityRow(
                id, category, row.GetInt16(1),
                row.GetIdOrNull(2) is { } contact ? new ContactId(contact) : null,
                row.GetIdOrNull(3) is { } conversation ? new ConversationId(conversation) : null,
                row.GetText(4), row.GetText(5), row.GetTimeOrNull(6)),
            row.GetInt64(7),
            new StoredSnapshot(id, row.GetInt64(8), row.GetInt32(9), row.GetBytes(10)));
    }
}
