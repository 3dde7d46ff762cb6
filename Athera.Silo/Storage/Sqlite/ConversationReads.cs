using System.Text.Json;
using Athera.Journal;

namespace Athera.Silo.Storage.Sqlite;

/// <summary>Reads of the inbox list.</summary>
internal static class ConversationReads
{
    public static IReadOnlyList<StoredConversation> List(SqliteSession session, TenantId tenant, ConversationFilter filter, int limit)
    {
        using var rows = session.Statement(JournalSql.ListConversations)
            .Add(tenant.Value).Add(filter.Before).Add((long?)filter.Status).Add(filter.Assignee).Add(filter.Channel).Add(filter.Label)
            .AddOrNull(filter.Contact?.Value).Add(limit);
        List<StoredConversation> conversations = [];
        while (rows.Step())
            conversations.Add(Conversation(rows));
        return conversations;
    }

    public static StoredConversation? Find(SqliteSession session, TenantId tenant, OpaqueId id)
    {
        using var row = session.Statement(JournalSql.FindConversation).Add(id).Add(tenant.Value);
        return row.Step() ? Conversation(row) : null;
    }

    private static StoredConversation Conversation(SqliteStatement row) => new(
        new ConversationRow
        {
            Id = new(row.Id(0)),
            Contact = new(row.Id(1)),
            Account = new(row.Id(2)),
            Channel = row.Text(3),
            Status = (ConversationStatus)row.Number(4),
            Responder = (Responder)row.Number(5),
            Assignee = row.TextOrNull(6),
            Team = row.TextOrNull(7),
            Labels = JsonSerializer.Deserialize<string[]>(row.Text(8))!,
            Unread = (int)row.Number(9),
            WaitingSince = row.TimeOrNull(10),
            WindowClosesAt = row.TimeOrNull(11),
            LastMessage = row.Bytes(12),
        },
        Sequence: row.Number(13),
        Position: row.Number(14));
}
