using System.Data;
using Athera.Journal;
using Npgsql;

namespace Athera.Silo.Storage.Postgres;

/// <summary>
/// Commits a batch in two round trips. The first locks the feeds of the batch's tenants and finds the facts; then what is
/// admitted is decided here, and the second writes it and commits.
/// </summary>
/// <remarks>
/// Between the two nobody else can commit for these tenants, on whatever silo, so the facts hold. What the locks do not cover, two
/// tenants after one key or stream id, the unique indexes refuse. When anything fails the connection goes back to the pool inside its
/// transaction, and the pool rolls it back.
/// </remarks>
internal sealed class JournalCommit(NpgsqlConnection connection, CancellationToken cancellation)
{
    public async Task<IReadOnlyList<AppendResult>> RunAsync(
        IReadOnlyList<Append> batch, OpaqueId holder, DateTimeOffset committedAt)
    {
        var touched = new TouchedKeys(batch);
        var facts = await FindFactsAsync(touched);
        if (facts.Positions.Count < touched.Tenants.Length)
            facts = await AddFeedsAsync(touched);
        var admitted = BatchAdmission.Decide(batch, facts);
        await using var writes = connection.CreateBatch();
        BatchWrites.Add(writes, admitted, holder, committedAt);
        writes.Add("commit"); // Last in the batch: it is reached only if every write before it went well.
        await writes.ExecuteNonQueryAsync(cancellation);
        return admitted.Results;
    }

    private async Task<BatchFacts> FindFactsAsync(TouchedKeys touched)
    {
        await using var reads = connection.CreateBatch();
        reads.Add("begin");
        reads.Add(JournalSql.LockFeeds).Column(touched.Tenants);
        reads.Add(JournalSql.Heads).Column(touched.Streams);
        if (touched.Claims.Length > 0)
            reads.Add(JournalSql.FindClaims).Column(touched.Claims);
        await using var rows = await reads.ExecuteReaderAsync(CommandBehavior.Default, cancellation);
        var facts = new BatchFacts();
        while (await rows.ReadAsync(cancellation))
            facts.Positions.Add(new TenantId(rows.GetId(0)), rows.GetInt64(1));
        await rows.NextResultAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            facts.Heads.Add(rows.GetId(0), new StreamHead(new TenantId(rows.GetId(2)), rows.GetInt64(1)));
        if (touched.Claims.Length > 0)
            await rows.NextResultAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            facts.Holders.Add(new ClaimKey(rows.GetId(0)), new TenantId(rows.GetId(1)));
        return facts;
    }

    // The first commit of a tenant. The new rows are committed by themselves before anything is locked again, since locks taken out
    // of the order of the ids could wait for each other in a circle.
    private async Task<BatchFacts> AddFeedsAsync(TouchedKeys touched)
    {
        await using var adds = connection.CreateBatch();
        adds.Add("rollback");
        adds.Add(JournalSql.AddFeeds).Column(touched.Tenants);
        await adds.ExecuteNonQueryAsync(cancellation);
        return await FindFactsAsync(touched);
    }
}
