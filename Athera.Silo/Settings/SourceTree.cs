namespace Athera.Silo.Settings;

/// <summary>
/// Tells a build in its source tree from a published one. <c>dotnet run</c> is how a newcomer meets Athera, so there the default
/// environment is development; a published Athera is production unless told otherwise, as everywhere in .NET.
/// </summary>
internal static class SourceTree
{
    /// <summary>The environment if none is named, or <see langword="null"/> to leave it to .NET's own rules.</summary>
    public static string? Environment =>
        System.Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is null
        && System.Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is null
        && File.Exists(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "Athera.Silo.csproj"))
            ? Environments.Development
            : null;
}
