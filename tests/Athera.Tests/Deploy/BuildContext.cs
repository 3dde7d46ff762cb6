using System.Text.RegularExpressions;

namespace Athera.Tests.Deploy;

/// <summary>The files a builder gets to see: those of the repository that <c>.dockerignore</c> lets through.</summary>
internal sealed class BuildContext
{
    private readonly IReadOnlyList<(Regex Pattern, bool Ignores)> _rules =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, ".dockerignore"))
            .Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => (ToRegex(line.TrimStart('!')), !line.StartsWith('!'))),
    ];

    /// <summary>Whether a path relative to the root is kept back. The last rule that speaks of it or of a folder above it counts.</summary>
    public bool Ignores(string path)
    {
        var ignored = false;
        foreach (var (pattern, ignores) in _rules)
            if (SelfAndFolders(path).Any(one => pattern.IsMatch(one)))
                ignored = ignores;
        return ignored;
    }

    /// <summary>What a COPY of a source brings: pairs of a path below the root and the path below the destination.</summary>
    public IReadOnlyList<(string From, string To)> Find(string source)
    {
        var path = Path.Combine(Repository.Root, source);
        var files = Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(file => (file, Path.GetRelativePath(path, file)))
            : Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path)).Select(file => (file, Path.GetFileName(file)));
        return
        [
            .. files.Select(pair => (From: Path.GetRelativePath(Repository.Root, pair.Item1), To: pair.Item2))
                .Where(pair => !Ignores(pair.From)),
        ];
    }

    private static IEnumerable<string> SelfAndFolders(string path)
    {
        for (var one = path; !string.IsNullOrEmpty(one); one = Path.GetDirectoryName(one))
            yield return one;
    }

    private static Regex ToRegex(string pattern) => new(
        "^" + Regex.Escape(pattern)
            .Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "$",
        RegexOptions.CultureInvariant);
}
