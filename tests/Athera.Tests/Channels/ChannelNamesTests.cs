using System.Text.RegularExpressions;
using Athera.Tests.Deploy;
using Xunit;

namespace Athera.Tests.Channels;

/// <summary>
/// A channel can be taken out by deleting its folder and its registration line, because nothing else knows its name. The demo and the
/// lab play the providers' part and may say whom they play.
/// </summary>
public sealed class ChannelNamesTests
{
    private const string Family = "Athera.Grains/Channels", Registration = "Athera.Grains/AtheraGrains.cs";

    private static readonly string[] Product = ["Athera.Api", "Athera.Grains", "Athera.Grains.Abstractions", "Athera.Silo"];

    // Generated: the first names packages, the last the grains of every folder.
    private static readonly string[] Manifests = ["packages.lock.json", "package-lock.json", "OrleansContracts.txt"];

    // Built, restored, or not the product's own words.
    private static readonly string[] LeftOut = ["bin", "obj", "node_modules", "dist", "Demo"];

    private static readonly string[] Text =
        [".cs", ".csproj", ".json", ".ts", ".tsx", ".js", ".mjs", ".css", ".html", ".sql", ".yml", ".yaml", ".txt", ".md"];

    // Stored for years under this name of an address's kind, which is Athera's own word for it.
    private static readonly string[] OwnWords = ["InstagramScopedId"];

    /// <summary>Every member of the family, with the folder it may be named in.</summary>
    public static TheoryData<string, string> Members()
    {
        var members = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, Family), "*Registration.cs", SearchOption.AllDirectories))
        {
            var folder = Path.GetDirectoryName(file)!;
            if (Directory.EnumerateFiles(folder, $"{Path.GetFileName(folder)}Channel.cs").Any())
                members.Add(Path.GetFileName(folder), Path.GetRelativePath(Repository.Root, folder).Replace('\\', '/'));
        }
        return members;
    }

    [Fact]
    public void Every_channel_has_a_folder_of_its_name()
    {
        using var host = ChannelHost.Start();
        var kinds = Members().Select(member => member.Data.Item1.ToLowerInvariant()).Order();
        Assert.Equal(kinds, ((Athera.Channels.ChannelCatalog)host.GetService(typeof(Athera.Channels.ChannelCatalog))!)
            .Channels.Select(channel => channel.Kind).Order());
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void Nothing_outside_its_folder_names_a_channel_but_its_registration(string channel, string folder)
    {
        var leaks = Sources()
            .Where(file => !file.StartsWith(folder + '/', StringComparison.Ordinal))
            .Where(file => !Carries(file, channel))
            .SelectMany(file => Lines(file).Where(line => Names(line.Text, channel) && !Registers(file, line.Text, channel, folder)))
            .Select(line => $"{line.File}:{line.Number}: {line.Text.Trim()}");
        Assert.Empty(leaks);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void The_API_names_no_channel(string channel, string folder) => Assert.Empty(Sources()
        .Where(file => file.StartsWith("Athera.Api/", StringComparison.Ordinal))
        .SelectMany(Lines)
        .Where(line => Names(line.Text, channel))
        .Select(line => $"{line.File}:{line.Number}, beside {folder}: {line.Text.Trim()}"));

    private static bool Names(string line, string channel) =>
        OwnWords.Aggregate(line, (text, word) => text.Replace(word, "", StringComparison.Ordinal))
            .Contains(channel, StringComparison.OrdinalIgnoreCase);

    // One line, and the import it needs.
    private static bool Registers(string file, string line, string channel, string folder) => file == Registration
        && Regex.IsMatch(line, $@"^\s*(services\.AddChannels\(\))?(\.Add\w+\(\))*\.Add{channel}\(\)(\.Add\w+\(\))*;?\s*$"
            + $@"|^using {Regex.Escape("Athera." + folder["Athera.Grains/".Length..].Replace('/', '.'))};$");

    // A reseller says in its own form which of several channels a sender is on.
    private static bool Carries(string file, string channel) =>
        channel == "WhatsApp" && file.StartsWith($"{Family}/Twilio/", StringComparison.Ordinal);

    private static IEnumerable<string> Sources() => Product
        .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*", SearchOption.AllDirectories))
        .Where(file => Text.Contains(Path.GetExtension(file)) && !Manifests.Contains(Path.GetFileName(file)))
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(file => !file.Split('/').Intersect(LeftOut).Any());

    private static IEnumerable<(string File, int Number, string Text)> Lines(string file) =>
        File.ReadLines(Path.Combine(Repository.Root, file)).Select((text, at) => (file, at + 1, text));
}
