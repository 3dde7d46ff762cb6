namespace Athera.Tests.Deploy;

/// <summary>A systemd unit: what each setting is given, in order, by section.</summary>
internal sealed class UnitFile
{
    public static string Path { get; } = System.IO.Path.Combine(Repository.Deploy, "systemd", "athera.service");

    private readonly ILookup<(string Section, string Name), string> _settings;

    private UnitFile(IEnumerable<(string Section, string Name, string Value)> settings) =>
        _settings = settings.ToLookup(one => (one.Section, one.Name), one => one.Value);

    public static UnitFile Read()
    {
        var settings = new List<(string, string, string)>();
        var section = "";
        foreach (var line in File.ReadLines(Path).Where(line => line.Length > 0 && !line.StartsWith('#')))
            if (line.StartsWith('['))
                section = line.Trim('[', ']');
            else if (line.Split('=', 2) is [var name, var value])
                settings.Add((section, name, value));
            else
                throw new FormatException("A line of the unit is neither a section nor a setting.");
        return new UnitFile(settings);
    }

    public IEnumerable<string> All(string name, string section = "Service") => _settings[(section, name)];

    public string Only(string name, string section = "Service") => All(name, section).Single();

    /// <summary>The value of an environment variable.</summary>
    public string Variable(string name) =>
        All("Environment").Single(one => one.StartsWith($"{name}=", StringComparison.Ordinal))[(name.Length + 1)..];
}
