using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Athera.Tests.Deploy;

/// <summary>A Compose file. A word of it that is not here is refused: what nobody looked at is not deployed.</summary>
internal sealed class ComposeFile
{
    public string Name { get; set; } = "";

    public Dictionary<string, ComposeService> Services { get; set; } = [];

    public Dictionary<string, object?> Volumes { get; set; } = [];

    public Dictionary<string, ComposeSecret> Secrets { get; set; } = [];

    public static ComposeFile Read() => Parse(File.ReadAllText(Path.Combine(Repository.Deploy, "compose.yaml")));

    public static ComposeFile Parse(string text) => new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .Build()
        .Deserialize<ComposeFile>(new MergingParser(new Parser(new StringReader(text))));
}

/// <summary>A container.</summary>
internal sealed class ComposeService
{
    public string Image { get; set; } = "";

    public ComposeBuild? Build { get; set; }

    public Dictionary<string, ComposeDependency> DependsOn { get; set; } = [];

    public Dictionary<string, string> Environment { get; set; } = [];

    public List<string> Secrets { get; set; } = [];

    public List<string> Ports { get; set; } = [];

    public bool ReadOnly { get; set; }

    public List<string> Tmpfs { get; set; } = [];

    public List<string> CapDrop { get; set; } = [];

    public List<string> SecurityOpt { get; set; } = [];

    public List<string> Volumes { get; set; } = [];

    public ComposeHealth? Healthcheck { get; set; }

    public string StopGracePeriod { get; set; } = "10s";

    public string Restart { get; set; } = "no";
}

/// <summary>How an image is built.</summary>
internal sealed class ComposeBuild
{
    public string Context { get; set; } = "";

    public string Dockerfile { get; set; } = "";
}

/// <summary>What has to be true of a container before another starts.</summary>
internal sealed class ComposeDependency
{
    public string Condition { get; set; } = "";
}

/// <summary>How a container is asked whether it is well.</summary>
internal sealed class ComposeHealth
{
    public List<string> Test { get; set; } = [];

    public string Interval { get; set; } = "";

    public string Timeout { get; set; } = "";

    public int Retries { get; set; }

    public string StartPeriod { get; set; } = "";
}

/// <summary>A secret, by reference to a file.</summary>
internal sealed class ComposeSecret
{
    public string File { get; set; } = "";
}
