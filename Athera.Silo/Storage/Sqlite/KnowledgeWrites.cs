using Athera.Journal;

namespace Athera.Silo.Storage.Sqlite;

/// <summary>Writes what appends change of articles' searchable rows, inside their transaction.</summary>
internal static class KnowledgeWrites
{
    private const string English = "en";

    public static void Write(SqliteSession session, AdmittedBatch admitted)
    {
        foreach (var (tenant, change) in admitted.Knowledge)
        {
            if (change is KnowledgeText text)
                Replace(session, tenant, text);
            else if (change is KnowledgeVectors vectors)
                Replace(session, tenant, vectors);
        }
    }

    private static void Replace(SqliteSession session, TenantId tenant, KnowledgeText text)
    {
        string[] deletes = [KnowledgeSql.DeleteEnglish, KnowledgeSql.DeleteOther, KnowledgeSql.DeleteParts, KnowledgeSql.DeleteVectors];
        foreach (var delete in deletes)
            session.Statement(delete).Add(text.Article).Add(tenant.Value).Run();
        var insert = text.Language == English ? KnowledgeSql.InsertEnglish : KnowledgeSql.InsertOther;
        for (var part = 0; part < text.Parts.Count; part++)
        {
            var row = text.Parts[part];
            var id = Insert(session, tenant, text, part);
            session.Statement(insert).Add(id).Add(KnowledgeTerms.Of(tenant)).Add(row.Heading).Add(row.Words).Run();
        }
    }

    private static long Insert(SqliteSession session, TenantId tenant, KnowledgeText text, int part)
    {
        using var row = session.Statement(KnowledgeSql.InsertPart)
            .Add(text.Article).Add(text.Version).Add(part).Add(tenant.Value).Add(text.Language).Add(text.Parts[part].Payload.Span);
        row.Step();
        return row.Number(0);
    }

    private static void Replace(SqliteSession session, TenantId tenant, KnowledgeVectors vectors)
    {
        session.Statement(KnowledgeSql.DeleteVectors).Add(vectors.Article).Add(tenant.Value).Run();
        for (var part = 0; part < vectors.Vectors.Count; part++)
        {
            session.Statement(KnowledgeSql.InsertVector)
                .Add(vectors.Article).Add(part).Add(vectors.Version).Add(tenant.Value).Add(vectors.Language).Add(vectors.Model)
                .Add(vectors.Vectors[part].Span).Run();
        }
    }
}
