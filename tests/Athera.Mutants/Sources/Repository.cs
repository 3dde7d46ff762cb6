using System.ComponentModel;

namespace Athera.Mutants.Sources;

/// <summary>The repository this program was built in.</summary>
internal static class Repository
{
    /// <summary>Where it is.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The files under version control, relative to the root, as they are now in the working tree.</summary>
    /// <exception cref="MutantException">There is no git, or this is not a checkout.</exception>
    public static async Task<IReadOnlyList<string>> TrackedFilesAsync(CancellationToken cancellation)
    {
        try
        {
            var listing = await Command.RunAsync("git", ["ls-files", "-z"], Root, cancellation);
            if (listing.ExitCode != 0)
                throw new MutantException($"git does not list the source tree: {listing.Tail}");
            var files = listing.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
            return [.. files.Where(file => File.Exists(Path.Combine(Root, file)))];
        }
        catch (Win32Exception)
        {
            throw new MutantException("git is needed to tell the source from what was built.");
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Athera.sln")))
            folder = folder.Parent ?? throw new MutantException("The mutants are made from source: this program has to stay in its repository.");
        return folder.FullName;
    }
}
