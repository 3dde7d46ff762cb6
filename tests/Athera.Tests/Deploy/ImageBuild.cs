using System.Diagnostics;
using System.Security.Cryptography;
using Athera.Testing.Silos;
using Xunit;

namespace Athera.Tests.Deploy;

/// <summary>
/// The image's first stage without a container engine: its COPY and its <c>dotnet</c> commands, carried out in an empty directory. So it
/// is seen that what is copied suffices, and what comes out of it. Once for all tests.
/// </summary>
public sealed class ImageBuild : IAsyncDisposable
{
    /// <summary>Where the Dockerfile publishes to.</summary>
    private const string Output = "/app";

    private static readonly TimeSpan _deadline = TimeSpan.FromMinutes(15);

    private readonly string _directory =
        Path.Combine(Path.GetTempPath(), $"athera-image-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");

    private Task? _built;

    /// <summary>What the second stage would copy.</summary>
    private string Application => Path.Combine(_directory, "app");

    private string Source => Path.Combine(_directory, "src");

    /// <summary>Builds it, or waits until it is built; gives its directory.</summary>
    public async Task<string> ApplicationAsync()
    {
        Assert.SkipWhen(SiloProcess.MissingReason is not null, SiloProcess.MissingReason ?? "");
        await (_built ??= BuildAsync(Dockerfile.Read().Stages[0]));
        return Application;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_built is not null)
            await _built.ContinueWith(static _ => { }, TaskScheduler.Default);
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }

    private async Task BuildAsync(DockerStage stage)
    {
        using var deadline = new CancellationTokenSource(_deadline);
        Directory.CreateDirectory(Source);
        var context = new BuildContext();
        foreach (var instruction in stage.Instructions)
        {
            if (instruction.Keyword == "COPY")
                Copy(context, instruction.Words);
            else if (instruction.Keyword == "RUN" && instruction.Words[0] == "dotnet")
                await RunAsync(instruction.Words, deadline.Token);
        }
    }

    private void Copy(BuildContext context, IReadOnlyList<string> words)
    {
        foreach (var (from, to) in words.SkipLast(1).SelectMany(context.Find))
        {
            var target = Path.Combine(Source, words[^1], to);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Repository.Root, from), target, overwrite: true);
        }
    }

    private async Task RunAsync(IReadOnlyList<string> words, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1).Select(word => word == Output ? Application : word))
        {
            WorkingDirectory = Source,
        };
        // The build that runs the tests speaks to its own children through the environment; this one is none of them.
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(inherited);
        // Nothing stays behind when it is done.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        var (code, output, errors) = await Repository.RunAsync(start, cancellation);
        Assert.True(code == 0, $"{string.Join(' ', words)} ended with {code}:\n{output}\n{errors}");
    }
}
