using System.Security.Cryptography;
using System.Text;
using Athera.Tests.Deploy;
using Xunit;

namespace Athera.Tests.Api;

/// <summary>The build of the chat's script that is kept for machines without Node.</summary>
public sealed class ChatScriptTests
{
    private static readonly string Widget = Path.Combine(Repository.Root, "Athera.Api", "Chat", "Widget");

    [Fact]
    public void It_was_made_of_the_sources_beside_it()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(Path.Combine(Widget, "src")).OrderBy(Path.GetFileName, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes(
                $"{Path.GetFileName(file)}\n{File.ReadAllText(file).Replace("\r\n", "\n", StringComparison.Ordinal)}\n"));

        var stamp = Convert.ToHexStringLower(hash.GetHashAndReset())[..32];

        Assert.True(
            File.ReadLines(Path.Combine(Widget, "prebuilt", "chat.js")).First().Contains(stamp, StringComparison.Ordinal),
            "The sources changed after prebuilt/chat.js was made of them: run npm run commit in Athera.Api/Chat/Widget.");
    }

    [Fact]
    public void It_reads_nothing_as_HTML_and_asks_nobody_else()
    {
        var script = File.ReadAllText(Path.Combine(Widget, "prebuilt", "chat.js"));

        Assert.DoesNotContain("innerHTML", script, StringComparison.Ordinal);
        Assert.DoesNotContain("insertAdjacentHTML", script, StringComparison.Ordinal);
        Assert.DoesNotContain("document.write", script, StringComparison.Ordinal);
        Assert.DoesNotContain("eval(", script, StringComparison.Ordinal);
        Assert.DoesNotContain("document.cookie", script, StringComparison.Ordinal);
        Assert.Equal(["http://www.w3.org/2000/svg"], System.Text.RegularExpressions.Regex.Matches(script, "https?://[a-z][a-z0-9./]+").Select(one => one.Value).Distinct());
    }

    [Fact]
    public void Its_lock_file_names_no_registry() =>
        Assert.DoesNotContain("resolved", File.ReadAllText(Path.Combine(Widget, "package-lock.json")), StringComparison.Ordinal);
}
