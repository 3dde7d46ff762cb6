using System.Security.Cryptography;

namespace Athera.Mutants.Sources;

/// <summary>
/// A copy of the product's source that may be changed. One copy serves all mutants, one after another: what a change does not touch
/// stays built.
/// </summary>
internal sealed class SourceCopy : IDisposable
{
    /// <summary>What a silo is not built from.</summary>
    private static readonly string[] Others = ["tests/", "docs/", "deploy/"];

    private readonly Dictionary<string, string> _changed = [];

    private SourceCopy(string directory) => Directory = directory;

    /// <summary>Where it is.</summary>
    public string Directory { get; }

    /// <summary>Copies the source as it stands in the working tree, without anything that was built.</summary>
    public static async Task<SourceCopy> CreateAsync(CancellationToken cancellation)
    {
        var name = $"athera-mutants-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var copy = new SourceCopy(Path.Combine(Path.GetTempPath(), name));
        try
        {
            foreach (var file in await Repository.TrackedFilesAsync(cancellation))
            {
                if (!Array.Exists(Others, other => file.StartsWith(other, StringComparison.Ordinal)))
                    copy.Take(file);
            }
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>Makes the changes of one mutant, and undoes those of the one before.</summary>
    public void Change(IReadOnlyList<SourceEdit> edits)
    {
        foreach (var (path, source) in _changed)
            File.WriteAllText(path, source);
        _changed.Clear();
        foreach (var edit in edits)
        {
            var path = Path.Combine(Directory, edit.File);
            var source = File.ReadAllText(path);
            var changed = edit.ApplyTo(source);
            _changed.TryAdd(path, source);
            File.WriteAllText(path, changed);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (System.IO.Directory.Exists(Directory))
            System.IO.Directory.Delete(Directory, recursive: true);
    }

    private void Take(string file)
    {
        var target = Path.Combine(Directory, file);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Path.Combine(Repository.Root, file), target);
    }
}
