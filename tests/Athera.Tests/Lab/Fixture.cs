using System.Text.Json.Nodes;

namespace Athera.Tests.Lab;

/// <summary>The protocol fixtures of the repository, read where they lie so that not a byte of them changes.</summary>
internal static class Fixture
{
    private static readonly string Root = Path.Combine(RepositoryRoot(), "tests", "fixtures");

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Root, name));

    public static JsonObject Json(string name) => JsonNode.Parse(Bytes(name))!.AsObject();

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Athera.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
