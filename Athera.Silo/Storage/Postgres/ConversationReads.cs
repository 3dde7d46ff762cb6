using System.Text.Json;
using Athera.Journal;
using Npgsql;

namespace Athera.Silo.Storage.Postgres;

/// <summary>Reads of the inbox list.</summary>
internal sealed class ConversationReads(NpgsqlConnection connection, CancellationToken cancellation)
{
    public async Task<IReadOnlyList<StoredConversation>> ListAsync(TenantId tenant, ConversationFilter filter, int limit)
    {
        await using var query = new NpgsqlCommand(JournalSql.ListConversations, connection);
        query.Parameters
            .Id(tenant.Value).Long(filter.Before).Short((short?)filter.Status).Text(filter.Assignee).Text(filter.Channel)
            .Text(filter.Label).IdOrNull(filter.Contact?.Value).Long(limit);
        await using var rows = await query.ExecuteReaderAsync(cancellation);
        List<StoredConversation> conversations = [];
        while (await rows.ReadAsync(cancellation))
            conversations.Add(Conversation(rows));
        return conversations;
    }

    public async Task<StoredConversation?> FindAsync(TenantId tenant, OpaqueId id)
    {
        await using var query = new NpgsqlCommand(JournalSql.FindConversation, connection);
        query.Parameters.Id(id).Id(tenant.Value);
        await using var row = await query.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? Conversation(row) : null;
    }

    private static StoredConversation Conversation(NpgsqlDataReader row) => new(
        new ConversationRow
        {
            Id = new(row.GetId(0)),
            Contact = new(row.GetId(1)),
            Account = new(row.GetId(2)),
            Channel = row.GetString(3),
            Status = (ConversationStatus)row.GetInt16(4),
            Responder = (Responder)row.GetInt16(5),
            Assignee = row.GetText(6),
            Team = row.GetText(7),
            Labels = JsonSerializer.Deserialize<string[]>(row.GetString(8))!,
            Unread = row.GetInt32(9),
            WaitingSince = row.GetTimeOrNull(10),
            WindowClosesAt = row.GetTimeOrNull(11),
            LastMessage = row.GetBytes(12),
        },
        Sequence: row.GetInt64(13),
        Position: row.GetInt64(14));
}
