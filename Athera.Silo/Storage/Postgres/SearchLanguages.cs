using System.Collections.Frozen;

namespace Athera.Silo.Storage.Postgres;

/// <summary>Which of PostgreSQL's text search configurations knows a language. All of these have come with every version for long.</summary>
internal static class SearchLanguages
{
    /// <summary>What is used where none does: it knows no other form of a word.</summary>
    public const string Simple = "simple";

    private static readonly FrozenDictionary<string, string> Configurations = new Dictionary<string, string>
    {
        ["da"] = "danish", ["de"] = "german", ["en"] = "english", ["es"] = "spanish", ["fi"] = "finnish", ["fr"] = "french",
        ["hu"] = "hungarian", ["it"] = "italian", ["nb"] = "norwegian", ["nl"] = "dutch", ["no"] = "norwegian", ["pt"] = "portuguese",
        ["ro"] = "romanian", ["ru"] = "russian", ["sv"] = "swedish", ["tr"] = "turkish",
    }.ToFrozenDictionary();

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Configurations.Values.Distinct().Order(), Simple];

    /// <summary>The one of a language, given without its region.</summary>
    public static string Of(string language) => Configurations.GetValueOrDefault(language, Simple);
}
