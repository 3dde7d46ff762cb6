using System.Text.Json;

namespace Athera.Tests.Channels;

/// <summary>The protocol fixtures: real forms, invented data.</summary>
internal static class Fixture
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "fixtures");

    private static readonly JsonElement Secrets = Json("secrets.json");

    /// <summary>The exact bytes of a file.</summary>
    public static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(Root, file));

    /// <summary>A file as JSON.</summary>
    public static JsonElement Json(string file) => JsonDocument.Parse(Bytes(file)).RootElement;

    /// <summary>One of the invented secrets.</summary>
    public static string Secret(string name) => Secrets.GetProperty(name).GetString()!;

    /// <summary>Webhook bodies and what is known of their signatures, by file name.</summary>
    public static IEnumerable<(string File, JsonElement Signature)> Signed(string provider) =>
        Json($"{provider}/signatures.json").EnumerateObject().Select(entry => (entry.Name, entry.Value));
}
