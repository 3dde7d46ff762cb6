namespace Athera.Silo.Storage.Sqlite;

/// <summary>
/// The statements of the journal. A row that stands under another tenant is never replaced: it looks absent to its readers and
/// stays as it is to its writers.
/// </summary>
internal static class JournalSql
{
    public const string FeedPosition = "select position from feed where tenant = ?1";

    public const string Head = "select sequence, tenant from journal where stream = ?1 order by sequence desc limit 1";

    public const string FindClaim = "select tenant, stream, sequence from claim where key = ?1";

    public const string InsertEvent = """
        insert into journal (stream, sequence, tenant, position, category, kind, occurred_at, committed_at, payload)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """;

    public const string SetFeedPosition = """
        insert into feed (tenant, position) values (?1, ?2) on conflict (tenant) do update set position = excluded.position
        """;

    public const string InsertClaim = "insert into claim (key, tenant, stream, sequence) values (?1, ?2, ?3, ?4)";

    public const string DeleteClaim = "delete from claim where key = ?1";

    public const string SetSnapshot = """
        insert into snapshot (stream, tenant, category, sequence, version, payload) values (?1, ?2, ?3, ?4, ?5, ?6)
        on conflict (stream) do update
        set category = excluded.category, sequence = excluded.sequence, version = excluded.version, payload = excluded.payload
        where tenant = excluded.tenant
        """;

    public const string DeleteSnapshot = "delete from snapshot where stream = ?1 and tenant = ?2";

    public const string SetConversation = """
        insert into conversation (id, tenant, contact, account, channel, status, responder, assignee, team, labels, unread,
            waiting_since, window_closes_at, last_message, sequence, position)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
        on conflict (id) do update
        set contact = excluded.contact, account = excluded.account, channel = excluded.channel, status = excluded.status,
            responder = excluded.responder, assignee = excluded.assignee, team = excluded.team, labels = excluded.labels,
            unread = excluded.unread, waiting_since = excluded.waiting_since, window_closes_at = excluded.window_closes_at,
            last_message = excluded.last_message, sequence = excluded.sequence, position = excluded.position
        where tenant = excluded.tenant
        """;

    public const string SetEntity = """
        insert into entity (id, tenant, category, state, contact, conversation, assignee, team, due_at, position)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        on conflict (id) do update
        set state = excluded.state, contact = excluded.contact, conversation = excluded.conversation,
            assignee = excluded.assignee, team = excluded.team, due_at = excluded.due_at
        where tenant = excluded.tenant
        """;

    public const string SetOverlay = """
        insert into message_overlay (stream, sequence, payload) values (?1, ?2, ?3)
        on conflict (stream, sequence) do update set payload = excluded.payload
        """;

    public const string Redact = "update journal set payload = ?4 where stream = ?1 and sequence = ?2 and tenant = ?3";

    public const string SetWake = """
        insert into wake (stream, tenant, category, due_at, holder) values (?1, ?2, ?3, ?4, ?5)
        on conflict (stream) do update set category = excluded.category, due_at = excluded.due_at, holder = excluded.holder
        where tenant = excluded.tenant
        """;

    public const string DeleteWake = "delete from wake where stream = ?1 and tenant = ?2";

    public const string DueWakes = """
        select stream, tenant, category, holder not in (select unhex(value) from json_each(?3))
        from wake
        where due_at <= ?1
           or (due_at < ?2 and holder not in (select unhex(value) from json_each(?3)))
        order by due_at limit ?4
        """;

    public const string LeaseWake = "update wake set due_at = max(due_at, ?2), holder = ?3 where stream = ?1";

    public const string PostponeWake = "update wake set due_at = ?4 where stream = ?1 and tenant = ?2 and due_at = ?3";

    private const string EventColumns = "stream, category, sequence, position, kind, occurred_at, committed_at, payload";

    /// <summary>
    /// Snapshot and tail in one statement and so from one moment: between two, a snapshot could replace the events it was made of.
    /// The snapshot, whose sequence is before all of the tail's, has its version in place of a position and no kind.
    /// </summary>
    public const string Load = $"""
        with start as materialized (
            select stream, category, sequence, version, payload from snapshot where stream = ?1 and tenant = ?2)
        select stream, category, sequence, version, null, 0, 0, payload from start
        union all
        select {EventColumns} from journal
        where stream = ?1 and tenant = ?2 and sequence > coalesce((select sequence from start), 0)
        order by sequence
        """;

    public const string ReadStream = $"""
        select {EventColumns} from journal where stream = ?1 and tenant = ?2 and sequence > ?3 order by sequence limit ?4
        """;

    public const string ReadTranscript = """
        select j.stream, j.category, j.sequence, j.position, j.kind, j.occurred_at, j.committed_at, j.payload, o.payload
        from journal j left join message_overlay o on o.stream = j.stream and o.sequence = j.sequence
        where j.stream = ?1 and j.tenant = ?2 and j.sequence < ?4 and j.kind in (select value from json_each(?3))
        order by j.sequence desc limit ?5
        """;

    public const string ReadFeed = $"""
        select {EventColumns} from journal where tenant = ?1 and position > ?2 order by position limit ?3
        """;

    public const string ListSnapshots = """
        select stream, sequence, version, payload from snapshot
        where tenant = ?1 and category = ?2 and stream > ?3 order by stream limit ?4
        """;

    private const string ConversationColumns = """
        id, contact, account, channel, status, responder, assignee, team, labels, unread, waiting_since, window_closes_at,
        last_message, sequence, position
        """;

    public const string FindConversation = $"select {ConversationColumns} from conversation where id = ?1 and tenant = ?2";

    public const string ListConversations = $"""
        select {ConversationColumns} from conversation
        where tenant = ?1 and position < ?2
          and (?3 is null or status = ?3)
          and (?4 is null or assignee = ?4)
          and (?5 is null or channel = ?5)
          and (?6 is null or exists (select 1 from json_each(labels) where value = ?6))
          and (?7 is null or contact = ?7)
        order by position desc limit ?8
        """;

    private const string EntitySource = """
        select e.id, e.state, e.contact, e.conversation, e.assignee, e.team, e.due_at, e.position, s.sequence, s.version, s.payload
        from entity e join snapshot s on s.stream = e.id and s.tenant = e.tenant
        where e.tenant = ?1 and e.category = ?2 and e.position < ?3
          and (?4 is null or e.state = ?4)
          and (?5 is null or e.conversation = ?5)
          and (?6 is null or e.assignee = ?6)
          and (?7 is null or e.team = ?7)
          and (?8 is null or e.due_at <= ?8)
        """;

    public const string ListEntities = $"{EntitySource} order by e.position desc limit ?9";

    /// <summary>Apart, so that the planner sees the contact: there are few of one contact, and many of a tenant.</summary>
    public const string ListEntitiesOfContact = $"{EntitySource} and e.contact = ?10 order by e.position desc limit ?9";
}
