namespace Athera.Silo.Storage.Sqlite;

/// <summary>The statements of knowledge. A row of another tenant looks absent and stays as it is.</summary>
internal static class KnowledgeSql
{
    public const string InsertPart = """
        insert into knowledge_part (article, version, part, tenant, language, payload) values (?1, ?2, ?3, ?4, ?5, ?6) returning id
        """;

    public const string InsertEnglish = "insert into knowledge_english (rowid, tenant, heading, words) values (?1, ?2, ?3, ?4)";

    public const string InsertOther = "insert into knowledge_other (rowid, tenant, heading, words) values (?1, ?2, ?3, ?4)";

    private const string IdsOfArticle = "select id from knowledge_part where article = ?1 and tenant = ?2";

    public const string DeleteEnglish = $"delete from knowledge_english where rowid in ({IdsOfArticle})";

    public const string DeleteOther = $"delete from knowledge_other where rowid in ({IdsOfArticle})";

    public const string DeleteParts = "delete from knowledge_part where article = ?1 and tenant = ?2";

    public const string DeleteVectors = "delete from knowledge_vector where article = ?1 and tenant = ?2";

    public const string InsertVector = """
        insert into knowledge_vector (article, part, version, tenant, language, model, payload) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """;

    /// <summary>The tenant's term weighs nothing, a heading more than the text. A smaller rank is a better one.</summary>
    public const string Search = """
        with hits as (
            select rowid as id, bm25(knowledge_english, 0.0, 3.0, 1.0) as rank from knowledge_english where knowledge_english match ?1
            union all
            select rowid, bm25(knowledge_other, 0.0, 3.0, 1.0) from knowledge_other where knowledge_other match ?2)
        select p.article, p.version, p.part, p.payload
        from hits join knowledge_part p on p.id = hits.id
        where p.tenant = ?3 and (?4 is null or p.language = ?4)
        order by hits.rank, p.article, p.part limit ?5
        """;

    public const string FindPart = """
        select article, version, part, payload from knowledge_part where article = ?1 and part = ?2 and version = ?3 and tenant = ?4
        """;

    public const string ListParts = """
        select article, version, part, payload from knowledge_part
        where article = ?1 and tenant = ?2 and part > ?3 order by part limit ?4
        """;

    public const string ListVectors = """
        select article, version, part, language, payload from knowledge_vector
        where tenant = ?1 and model = ?2 order by article, part limit ?3
        """;
}
