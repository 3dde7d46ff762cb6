using System.Text.Json;
using Athera.Journal;

namespace Athera.Silo.Storage.Sqlite;

/// <summary>Commits a batch inside a write transaction: finds the facts, lets them be decided, writes what comes out.</summary>
internal sealed class JournalCommit(SqliteSession session, OpaqueId holder, DateTimeOffset committedAt)
{
    public IReadOnlyList<AppendResult> Run(IReadOnlyList<Append> batch)
    {
        var admitted = BatchAdmission.Decide(batch, Facts(batch));
        if (!admitted.HasRows)
            return admitted.Results;
        WriteEvents(admitted);
        WriteClaims(admitted);
        WriteSnapshots(admitted);
        WriteConversations(admitted);
        WriteEntities(admitted);
        foreach (var overlay in admitted.Overlays.Values)
            session.Statement(JournalSql.SetOverlay).Add(overlay.Stream).Add(overlay.Sequence).Add(overlay.Payload.Span).Run();
        foreach (var (tenant, redaction) in admitted.Redactions.Values)
            session.Statement(JournalSql.Redact).Add(redaction.Stream).Add(redaction.Sequence).Add(tenant.Value).Add(redaction.Payload.Span).Run();
        WriteWakes(admitted);
        return admitted.Results;
    }

    private BatchFacts Facts(IReadOnlyList<Append> batch)
    {
        var facts = new BatchFacts();
        foreach (var append in batch)
        {
            FindPosition(append, facts);
            foreach (var stream in append.Streams)
                FindHead(stream.Stream, facts);
            foreach (var claim in append.Claims)
                FindHolder(claim.Key, facts);
            foreach (var key in append.Releases)
                FindHolder(key, facts);
        }
        return facts;
    }

    private void FindPosition(Append append, BatchFacts facts)
    {
        if (facts.Positions.ContainsKey(append.Tenant))
            return;
        using var row = session.Statement(JournalSql.FeedPosition).Add(append.Tenant.Value);
        facts.Positions.Add(append.Tenant, row.Step() ? row.Number(0) : 0);
    }

    private void FindHead(OpaqueId stream, BatchFacts facts)
    {
        if (facts.Heads.ContainsKey(stream))
            return;
        using var row = session.Statement(JournalSql.Head).Add(stream);
        if (row.Step())
            facts.Heads.Add(stream, new StreamHead(new(row.Id(1)), row.Number(0)));
    }

    private void FindHolder(ClaimKey key, BatchFacts facts)
    {
        if (facts.Holders.ContainsKey(key))
            return;
        using var row = session.Statement(JournalSql.FindClaim).Add(key.Value);
        if (row.Step())
            facts.Holders.Add(key, new(row.Id(0)));
    }

    private void WriteEvents(AdmittedBatch admitted)
    {
        foreach (var (tenant, stream, firstPosition) in admitted.Runs)
        {
            for (var i = 0; i < stream.Events.Count; i++)
            {
                var data = stream.Events[i];
                session.Statement(JournalSql.InsertEvent)
                    .Add(stream.Stream).Add(stream.ExpectedSequence + 1 + i).Add(tenant.Value).Add(firstPosition + i)
                    .Add((long)stream.Category).Add(data.Kind).Add(data.OccurredAt).Add(committedAt).Add(data.Payload.Span)
                    .Run();
            }
        }
        foreach (var (tenant, position) in admitted.Positions)
            session.Statement(JournalSql.SetFeedPosition).Add(tenant.Value).Add(position).Run();
    }

    private void WriteClaims(AdmittedBatch admitted)
    {
        foreach (var key in admitted.Released)
            session.Statement(JournalSql.DeleteClaim).Add(key.Value).Run();
        foreach (var (tenant, claim) in admitted.Taken.Values)
        {
            session.Statement(JournalSql.InsertClaim)
                .Add(claim.Key.Value).Add(tenant.Value).Add(claim.Stream).Add(claim.Sequence).Run();
        }
    }

    private void WriteSnapshots(AdmittedBatch admitted)
    {
        foreach (var (tenant, snapshot) in admitted.Snapshots.Values)
        {
            if (snapshot.Payload is not { } payload)
            {
                session.Statement(JournalSql.DeleteSnapshot).Add(snapshot.Stream).Add(tenant.Value).Run();
                continue;
            }
            session.Statement(JournalSql.SetSnapshot)
                .Add(snapshot.Stream).Add(tenant.Value).Add((long)snapshot.Category).Add(snapshot.Sequence)
                .Add(snapshot.Version).Add(payload.Span).Run();
        }
    }

    private void WriteConversations(AdmittedBatch admitted)
    {
        foreach (var (tenant, (row, sequence, position)) in admitted.Conversations.Values)
        {
            session.Statement(JournalSql.SetConversation)
                .Add(row.Id.Value).Add(tenant.Value).Add(row.Contact.Value).Add(row.Account.Value).Add(row.Channel)
                .Add((long)row.Status).Add((long)row.Responder).Add(row.Assignee).Add(row.Team)
                .Add(JsonSerializer.Serialize(row.Labels)).Add(row.Unread).Add(row.WaitingSince).Add(row.WindowClosesAt)
                .Add(row.LastMessage.Span).Add(sequence).Add(position).Run();
        }
    }

    private void WriteEntities(AdmittedBatch admitted)
    {
        foreach (var (tenant, (row, position)) in admitted.Entities.Values)
        {
            session.Statement(JournalSql.SetEntity)
                .Add(row.Id).Add(tenant.Value).Add((long)row.Category).Add(row.State)
                .AddOrNull(row.Contact?.Value).AddOrNull(row.Conversation?.Value)
                .Add(row.Assignee).Add(row.Team).Add(row.DueAt).Add(position).Run();
        }
    }

    private void WriteWakes(AdmittedBatch admitted)
    {
        foreach (var (tenant, wake) in admitted.Wakes.Values)
        {
            if (wake.DueAt is not { } dueAt)
            {
                session.Statement(JournalSql.DeleteWake).Add(wake.Stream).Add(tenant.Value).Run();
                continue;
            }
            session.Statement(JournalSql.SetWake)
                .Add(wake.Stream).Add(tenant.Value).Add((long)wake.Category).Add(dueAt).Add(holder).Run();
        }
    }
}
