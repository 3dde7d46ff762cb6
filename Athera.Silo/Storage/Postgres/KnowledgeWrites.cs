using Athera.Journal;
using Npgsql;

namespace Athera.Silo.Storage.Postgres;

/// <summary>Turns what appends change of articles' searchable rows into statements of their transaction. Articles change seldom: each has its own.</summary>
internal static class KnowledgeWrites
{
    public static void Add(NpgsqlBatch batch, AdmittedBatch admitted)
    {
        foreach (var (tenant, change) in admitted.Knowledge)
        {
            batch.Add(KnowledgeSql.DeleteVectors).Id(change.Article).Id(tenant.Value);
            if (change is KnowledgeText text)
                AddParts(batch, tenant, text);
            else if (change is KnowledgeVectors vectors)
                AddVectors(batch, tenant, vectors);
        }
    }

    private static void AddParts(NpgsqlBatch batch, TenantId tenant, KnowledgeText text)
    {
        batch.Add(KnowledgeSql.DeleteParts).Id(text.Article).Id(tenant.Value);
        if (text.Parts.Count == 0)
            return;
        batch.Add(KnowledgeSql.InsertParts)
            .Id(text.Article).Int(text.Version).Id(tenant.Value).Text(text.Language)
            .Text(SearchLanguages.Of(text.Language)).Text(KnowledgeTerms.Of(tenant))
            .Column(Places(text.Parts.Count))
            .Column([.. text.Parts.Select(part => part.Heading)])
            .Column([.. text.Parts.Select(part => part.Words)])
            .Column([.. text.Parts.Select(part => part.Payload)]);
    }

    private static void AddVectors(NpgsqlBatch batch, TenantId tenant, KnowledgeVectors vectors) =>
        batch.Add(KnowledgeSql.InsertVectors)
            .Id(vectors.Article).Int(vectors.Version).Id(tenant.Value).Text(vectors.Language).Text(vectors.Model)
            .Column(Places(vectors.Vectors.Count))
            .Column([.. vectors.Vectors]);

    private static int[] Places(int count) => [.. Enumerable.Range(0, count)];
}
