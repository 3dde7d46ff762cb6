namespace Athera.Mutants.Sources;

/// <summary>Builds the silo of a source copy.</summary>
/// <param name="directory">The copy.</param>
internal sealed class SiloBuild(string directory)
{
    // A mutant may leave a variable without a use: that is its business. Nothing it starts stays behind.
    private static readonly string[] Arguments =
    [
        "build", "Athera.Silo/Athera.Silo.csproj", "-c", "Release", "--nologo", "-v", "quiet", "--disable-build-servers",
        "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", "-p:GenerateDocumentationFile=false", "-clp:ErrorsOnly",
    ];

    private bool _restored;

    /// <summary>The program that was built.</summary>
    public string Program => Path.Combine(directory, "Athera.Silo", "bin", "Release", "net10.0", "Athera.Silo.dll");

    /// <summary>Builds it; gives what the compiler says against it, or <see langword="null"/>.</summary>
    public async Task<string?> RunAsync(CancellationToken cancellation)
    {
        var build = await Command.RunAsync("dotnet", _restored ? [.. Arguments, "--no-restore"] : Arguments, directory, cancellation);
        _restored |= build.ExitCode == 0;
        return build.ExitCode == 0 ? null : build.Tail;
    }
}
