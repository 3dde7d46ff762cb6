using System.Reflection;
using System.Text.RegularExpressions;
using Athera.Improvement;
using Athera.Tests.Deploy;
using Xunit;

namespace Athera.Tests.Improvement;

/// <summary>
/// Nothing leaves for improving the service but through the one grain that asks the tenant and the contact: nobody else makes or finds
/// samples, and nothing that keeps what customers write is asked of a model provider.
/// </summary>
public sealed class OneWayOutTests
{
    private const string Way = "Athera.Grains/Improvement/", Described = "Athera.Grains.Abstractions/Improvement/", Shown = "Athera.Api/Improvement/";

    private static readonly string[] Product = ["Athera.Api", "Athera.Grains", "Athera.Grains.Abstractions", "Athera.Silo"];

    [Fact]
    public void Nobody_else_makes_a_sample() => Assert.Equal(
        [Way + "Sampling.cs"], Sources(@"new ImprovementSample\("));

    [Fact]
    public void Nobody_else_knows_of_samples() => Assert.All(
        Sources(@"\b(ImprovementSample|SampleFinder|Sampling|SampleText|IImprovementExportGrain|ExportSamples)\b"),
        file => Assert.True(new[] { Way, Described, Shown }.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)), file));

    [Fact]
    public void Only_the_grain_can_find_samples_and_nobody_can_be_given_who_finds_them()
    {
        var holders = typeof(ImprovementExportGrain).Assembly.GetTypes()
            .Where(type => !type.IsNested)
            .Where(type => type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static)
                .Any(field => field.FieldType == typeof(SampleFinder)));

        Assert.Equal([typeof(ImprovementExportGrain)], holders);
        Assert.Equal([Way + "ImprovementExportGrain.cs"], Sources(@"new\s+SampleFinder\(|SampleFinder\s+\w+\s*=\s*new\("));
        Assert.Empty(Sources(@"Add(Singleton|Scoped|Transient)<SampleFinder>"));
    }

    [Fact]
    public void Only_one_place_decides_what_a_provider_may_store_and_it_says_nothing() => Assert.Equal(
        ["Athera.Grains/Turns/Models/OpenAI/NoStoreChatClient.cs"], Sources(@"StoredOutputEnabled|\.AsIChatClient\("));

    [Fact]
    public void Nothing_is_uploaded_to_be_kept_or_trained_on() => Assert.Empty(Sources(
        @"\b(FineTuningClient|EvaluationClient|OpenAIFileClient|VectorStoreClient|BatchClient|AssistantClient|ConversationClient|ResponsesClient)\b"));

    private static IEnumerable<string> Sources(string pattern) => Product
        .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories))
        .Where(file => Regex.IsMatch(File.ReadAllText(file), pattern))
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));
}
