using System.Text.RegularExpressions;
using Athera.Channels;
using Athera.Tests.Channels.Meta;
using Athera.Tests.Channels.Twilio;

namespace Athera.Tests.Channels.Fixtures;

/// <summary>The index of the fixtures: a table of every file, what it is and what it must become.</summary>
internal static partial class FixtureIndex
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "fixtures");

    /// <summary>The providers there are fixtures of; each has a folder.</summary>
    public static IReadOnlyList<string> Providers { get; } = ["meta", "twilio"];

    /// <summary>Every line of the index, in its order.</summary>
    public static IReadOnlyList<FixtureLine> Lines { get; } =
    [
        .. Row().Matches(File.ReadAllText(Path.Combine(Root, "README.md")))
            .Select(row => new FixtureLine(row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value)),
    ];

    /// <summary>The lines of webhooks.</summary>
    public static IEnumerable<FixtureLine> Webhooks => Lines.Where(line => line.IsWebhook);

    /// <summary>The files there are, named as the index names them.</summary>
    public static IEnumerable<string> Files => Providers
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder)))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => !file.EndsWith("/signatures.json", StringComparison.Ordinal));

    [GeneratedRegex(@"^\| `((?:meta|twilio)/[^`]+)` \| (.*?) \| (.*?) \|\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();
}

/// <summary>A line of the index.</summary>
/// <param name="File">The file.</param>
/// <param name="What">What it is.</param>
/// <param name="Becomes">What Athera does.</param>
public sealed record FixtureLine(string File, string What, string Becomes)
{
    /// <summary>Whether it is a webhook, and not an answer for a fake to give.</summary>
    public bool IsWebhook => !Name.StartsWith("api-", StringComparison.Ordinal);

    /// <summary>The provider it comes from.</summary>
    public string Provider => File[..File.IndexOf('/', StringComparison.Ordinal)];

    private string Name => File[(Provider.Length + 1)..];

    /// <summary>The webhook with the signature recorded for it.</summary>
    public WebhookRequest Request() => Provider == "meta" ? MetaRequests.Recorded(Name) : TwilioRequests.Recorded(Name);

    /// <inheritdoc/>
    public override string ToString() => File;
}
