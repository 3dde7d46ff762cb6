namespace Athera.Silo.Storage;

/// <summary>What both engines make of search terms, which hold letters, digits and marks only.</summary>
internal static class KnowledgeTerms
{
    /// <summary>The tenant as a term, which no question can hold by chance.</summary>
    public static string Of(TenantId tenant) => $"tenant{tenant}";

    /// <summary>
    /// The beginning of a word that its other forms share, where there is no stemmer that knows: fewer letters are left off a short word.
    /// <see langword="null"/> for a word too short to have one.
    /// </summary>
    public static string? Beginning(string term) => term.Length switch
    {
        < 4 => null,
        < 6 => term,
        < 8 => term[..^1],
        _ => term[..^2],
    };
}
