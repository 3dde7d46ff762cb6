namespace Athera.Api.Media;

/// <summary>Names of files as they may be shown: a name and never a way to it.</summary>
internal static class FileNames
{
    private const int MaxLength = 150;

    /// <summary>The last part of a name, without what a system gives a meaning to.</summary>
    public static string Plain(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var plain = string.Concat(last.Where(c => !char.IsControl(c) && !"<>:\"|?*\u202A\u202B\u202D\u202E\u2066\u2067\u2068".Contains(c, StringComparison.Ordinal)))
            .Trim(' ', '.');
        plain = plain.Length > MaxLength ? plain[^MaxLength..] : plain;
        return plain.Length > 0 ? plain : "file";
    }
}
