namespace Athera.Silo.Storage.Postgres;

/// <summary>
/// The statements of the journal. Writes take columns as arrays, one statement for all rows of a kind. A row that stands under
/// another tenant is never replaced: it looks absent to its readers and stays as it is to its writers.
/// </summary>
/// <remarks>
/// A plan outlives the tables it was made for, so the forms leave the planner no choice that hurts later. Rows to change are
/// picked by <c>key = any(array)</c> and find their value by its place in the array; a join could run the wrong way round. Where
/// the tenant only guards a row that is found by its key, it is compared with <c>is not distinct from</c>, which no index serves;
/// an <c>=</c> could walk through everything the tenant has.
/// </remarks>
internal static class JournalSql
{
    /// <summary>
    /// Held until the commit, the lock puts a tenant's commits in order over all silos, so positions become visible in their order.
    /// Always taken in the order of the ids, so two silos never wait for each other.
    /// </summary>
    public const string LockFeeds = "select tenant, position from feed where tenant = any($1) order by tenant for update";

    public const string AddFeeds = """
        insert into feed (tenant, position) select tenant, 0 from unnest($1) as t(tenant) order by tenant on conflict do nothing
        """;

    /// <summary>One descent of the primary key per stream; the limit keeps the planner from any other idea.</summary>
    public const string Heads = """
        select s.stream, head.sequence, head.tenant
        from unnest($1) as s(stream)
        cross join lateral (
            select j.sequence, j.tenant from journal j where j.stream = s.stream order by j.sequence desc limit 1) head
        """;

    public const string FindClaims = "select key, tenant, stream, sequence from claim where key = any($1)";

    public const string InsertEvents = """
        insert into journal (stream, sequence, tenant, position, category, kind, occurred_at, committed_at, payload)
        select stream, sequence, tenant, position, category, kind, occurred_at, $9, payload
        from unnest($1, $2, $3, $4, $5, $6, $7, $8)
            as e(stream, sequence, tenant, position, category, kind, occurred_at, payload)
        """;

    public const string SetFeedPositions = """
        update feed set position = ($2::bigint[])[array_position($1::uuid[], tenant)] where tenant = any($1)
        """;

    public const string DeleteClaims = "delete from claim where key = any($1)";

    public const string InsertClaims = """
        insert into claim (key, tenant, stream, sequence) select * from unnest($1, $2, $3, $4)
        """;

    public const string SetSnapshots = """
        insert into snapshot (stream, tenant, category, sequence, version, payload) select * from unnest($1, $2, $3, $4, $5, $6)
        on conflict (stream) do update
        set category = excluded.category, sequence = excluded.sequence, version = excluded.version, payload = excluded.payload
        where snapshot.tenant = excluded.tenant
        """;

    public const string DeleteSnapshots = """
        delete from snapshot
        where stream = any($1) and tenant is not distinct from ($2::uuid[])[array_position($1::uuid[], stream)]
        """;

    public const string SetConversations = """
        insert into conversation (id, tenant, contact, account, channel, status, responder, assignee, team, labels, unread,
            waiting_since, window_closes_at, last_message, sequence, position)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        on conflict (id) do update
        set contact = excluded.contact, account = excluded.account, channel = excluded.channel, status = excluded.status,
            responder = excluded.responder, assignee = excluded.assignee, team = excluded.team, labels = excluded.labels,
            unread = excluded.unread, waiting_since = excluded.waiting_since, window_closes_at = excluded.window_closes_at,
            last_message = excluded.last_message, sequence = excluded.sequence, position = excluded.position
        where conversation.tenant = excluded.tenant
        """;

    public const string SetEntities = """
        insert into entity (id, tenant, category, state, contact, conversation, assignee, team, due_at, position)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (id) do update
        set state = excluded.state, contact = excluded.contact, conversation = excluded.conversation,
            assignee = excluded.assignee, team = excluded.team, due_at = excluded.due_at
        where entity.tenant = excluded.tenant
        """;

    public const string SetOverlays = """
        insert into message_overlay (stream, sequence, payload) select * from unnest($1, $2, $3)
        on conflict (stream, sequence) do update set payload = excluded.payload
        """;

    public const string Redact = """
        update journal j set payload = r.payload
        from unnest($1, $2, $3, $4) as r(stream, sequence, tenant, payload)
        where j.stream = r.stream and j.sequence = r.sequence and j.tenant = r.tenant
        """;

    public const string SetWakes = """
        insert into wake (stream, tenant, category, due_at, holder)
        select stream, tenant, category, due_at, $5 from unnest($1, $2, $3, $4) as w(stream, tenant, category, due_at)
        on conflict (stream) do update set category = excluded.category, due_at = excluded.due_at, holder = excluded.holder
        where wake.tenant = excluded.tenant
        """;

    public const string DeleteWakes = """
        delete from wake
        where stream = any($1) and tenant is not distinct from ($2::uuid[])[array_position($1::uuid[], stream)]
        """;

    /// <summary>
    /// Rows another silo is leasing at this moment are skipped, not waited for. The bound on the due time in front lets the index end
    /// the search; the condition behind it is the rule.
    /// </summary>
    public const string LeaseWakes = """
        with due as materialized (
            select stream, holder from wake
            where due_at <= greatest($1, $2 - 1) and (due_at <= $1 or (due_at < $2 and holder <> all($3)))
            order by due_at limit $4
            for update skip locked)
        update wake set due_at = greatest(due_at, $5), holder = $6 where stream = any(array(select stream from due))
        returning tenant, category, stream, (select due.holder <> all($3) from due where due.stream = wake.stream)
        """;

    public const string PostponeWake = """
        update wake set due_at = $4 where stream = $1 and tenant is not distinct from $2 and due_at = $3
        """;

    private const string EventColumns = "stream, category, sequence, position, kind, occurred_at, committed_at, payload";

    /// <summary>
    /// Snapshot and tail in one statement and so from one moment: between two, a snapshot could replace the events it was made of.
    /// The snapshot, whose sequence is before all of the tail's, has its version in place of a position and no kind.
    /// </summary>
    public const string Load = $"""
        with start as materialized (
            select stream, category, sequence, version, payload from snapshot
            where stream = $1 and tenant is not distinct from $2)
        select stream, category, sequence, version::bigint, null, 0, 0, payload from start
        union all
        select {EventColumns} from journal
        where stream = $1 and tenant is not distinct from $2 and sequence > coalesce((select sequence from start), 0)
        order by sequence
        """;

    public const string ReadStream = $"""
        select {EventColumns} from journal
        where stream = $1 and tenant is not distinct from $2 and sequence > $3 order by sequence limit $4
        """;

    public const string ReadTranscript = $"""
        select {EventColumns},
            (select o.payload from message_overlay o where o.stream = j.stream and o.sequence = j.sequence)
        from journal j
        where stream = $1 and tenant is not distinct from $2 and sequence < $4 and kind = any($3)
        order by sequence desc limit $5
        """;

    public const string ReadFeed = $"""
        select {EventColumns} from journal where tenant = $1 and position > $2 order by position limit $3
        """;

    public const string FeedPosition = "select position from feed where tenant = $1";

    public const string ListSnapshots = """
        select stream, sequence, version, payload from snapshot
        where tenant = $1 and category = $2 and stream > $3 order by stream limit $4
        """;

    private const string ConversationColumns = """
        id, contact, account, channel, status, responder, assignee, team, labels, unread, waiting_since, window_closes_at,
        last_message, sequence, position
        """;

    public const string FindConversation = $"""
        select {ConversationColumns} from conversation where id = $1 and tenant is not distinct from $2
        """;

    public const string ListConversations = $"""
        select {ConversationColumns} from conversation
        where tenant = $1 and position < $2
          and ($3 is null or status = $3)
          and ($4 is null or assignee = $4)
          and ($5 is null or channel = $5)
          and ($6 is null or labels ? $6)
          and ($7 is null or contact = $7)
        order by position desc limit $8
        """;

    private const string EntitySource = """
        select e.id, e.state, e.contact, e.conversation, e.assignee, e.team, e.due_at, e.position, s.sequence, s.version, s.payload
        from entity e join snapshot s on s.stream = e.id and s.tenant is not distinct from e.tenant
        where e.tenant = $1 and e.category = $2 and e.position < $3
          and ($4 is null or e.state = $4)
          and ($5 is null or e.conversation = $5)
          and ($6 is null or e.assignee = $6)
          and ($7 is null or e.team = $7)
          and ($8 is null or e.due_at <= $8)
        """;

    public const string ListEntities = $"{EntitySource} order by e.position desc limit $9";

    /// <summary>Apart, so that the planner sees the contact: there are few of one contact, and many of a tenant.</summary>
    public const string ListEntitiesOfContact = $"{EntitySource} and e.contact = $10 order by e.position desc limit $9";
}
