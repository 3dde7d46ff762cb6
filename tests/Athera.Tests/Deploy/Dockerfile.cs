using System.Text.Json;
using System.Text.RegularExpressions;

namespace Athera.Tests.Deploy;

/// <summary>An instruction of a Dockerfile.</summary>
/// <param name="Keyword">In upper case.</param>
/// <param name="Arguments">The rest, its lines joined.</param>
internal sealed record DockerInstruction(string Keyword, string Arguments)
{
    /// <summary>The arguments that are not options (<c>--from=build</c>).</summary>
    public IReadOnlyList<string> Words =>
        [.. Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !word.StartsWith("--", StringComparison.Ordinal))];

    /// <summary>The value of an option, or <see langword="null"/>.</summary>
    public string? Option(string name) => Arguments.Split(' ')
        .Where(word => word.StartsWith($"--{name}=", StringComparison.Ordinal)).Select(word => word[(name.Length + 3)..]).FirstOrDefault();

    /// <summary>The command in the form of a JSON list that it ends with.</summary>
    public IReadOnlyList<string> Command => JsonSerializer.Deserialize<string[]>(Arguments[Arguments.IndexOf('[', StringComparison.Ordinal)..])!;
}

/// <summary>A stage: what it starts from and what is done to it.</summary>
internal sealed record DockerStage(string Image, string? Name, IReadOnlyList<DockerInstruction> Instructions)
{
    public IEnumerable<DockerInstruction> All(string keyword) => Instructions.Where(one => one.Keyword == keyword);

    public DockerInstruction Only(string keyword) => All(keyword).Single();

    /// <summary>What ENV sets.</summary>
    public IReadOnlyDictionary<string, string> Environment => All("ENV").SelectMany(env => env.Words).Select(word => word.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1]);
}

/// <summary>A Dockerfile, read as far as ours goes: no heredocs, no escapes but the line break.</summary>
internal sealed record Dockerfile(IReadOnlyList<DockerStage> Stages)
{
    public static Dockerfile Read() => Parse(File.ReadAllText(Path.Combine(Repository.Deploy, "Dockerfile")));

    public static Dockerfile Parse(string text)
    {
        var code = string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith('#')));
        var stages = new List<DockerStage>();
        var instructions = new List<DockerInstruction>();
        foreach (var line in Regex.Replace(code, @"\\\n\s*", "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (keyword, arguments) = line.Split(' ', 2) is [var first, var rest] ? (first.ToUpperInvariant(), rest.Trim()) : (line, "");
            if (keyword == "FROM")
            {
                var words = arguments.Split(' ');
                stages.Add(new DockerStage(words[0], words is [_, _, var name] ? name : null, instructions = []));
            }
            else
            {
                instructions.Add(new DockerInstruction(keyword, arguments));
            }
        }
        return new Dockerfile(stages);
    }
}
