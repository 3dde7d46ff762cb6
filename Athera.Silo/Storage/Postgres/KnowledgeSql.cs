namespace Athera.Silo.Storage.Postgres;

/// <summary>The statements of knowledge. A row of another tenant looks absent and stays as it is.</summary>
internal static class KnowledgeSql
{
    public const string DeleteParts = "delete from knowledge_part where article = $1 and tenant is not distinct from $2";

    public const string DeleteVectors = "delete from knowledge_vector where article = $1 and tenant is not distinct from $2";

    /// <summary>Terms of headings weigh more than those of the text; the tenant's own term stands beside both.</summary>
    public const string InsertParts = """
        insert into knowledge_part (article, part, version, tenant, language, words, payload)
        select $1, part, $2, $3, $4,
            setweight(to_tsvector($5::regconfig, heading), 'A') || setweight(to_tsvector($5::regconfig, words), 'C') || array_to_tsvector(array[$6]),
            payload
        from unnest($7::integer[], $8::text[], $9::text[], $10::bytea[]) as p(part, heading, words, payload)
        """;

    public const string InsertVectors = """
        insert into knowledge_vector (article, part, version, tenant, language, model, payload)
        select $1, part, $2, $3, $4, $5, payload from unnest($6::integer[], $7::bytea[]) as v(part, payload)
        """;

    /// <summary>
    /// A term is looked for in the form each configuration gives it, since which one a part was written with is not known before it is
    /// found. The tenant's term says where to look and has no part in the rank.
    /// </summary>
    public const string Search = """
        with forms as (
            select distinct to_tsquery(c.config::regconfig, t.term)::text as form
            from unnest($2::text[], $3::text[]) as t(term, prefix), unnest($4::text[]) as c(config)
            where c.config <> 'simple'
            union
            select distinct to_tsquery('simple', t.prefix)::text
            from unnest($2::text[], $3::text[]) as t(term, prefix), unnest($4::text[]) as c(config)
            where c.config = 'simple'),
        question as (select string_agg(form, ' | ')::tsquery as any_of from forms where form <> '')
        select p.article, p.version, p.part, p.payload
        from question q, knowledge_part p
        where p.words @@ ($1::tsquery && q.any_of) and p.tenant = $5 and ($6 is null or p.language = $6)
        order by ts_rank(p.words, q.any_of, 1) desc, p.article, p.part limit $7
        """;

    public const string FindParts = """
        select p.article, p.version, p.part, p.payload
        from unnest($1::uuid[], $2::integer[], $3::integer[]) as k(article, version, part)
        join knowledge_part p on p.article = k.article and p.part = k.part and p.version = k.version
        where p.tenant is not distinct from $4
        """;

    public const string ListParts = """
        select article, version, part, payload from knowledge_part
        where article = $1 and tenant is not distinct from $2 and part > $3 order by part limit $4
        """;

    public const string ListVectors = """
        select article, version, part, language, payload from knowledge_vector
        where tenant = $1 and model = $2 order by article, part limit $3
        """;
}
