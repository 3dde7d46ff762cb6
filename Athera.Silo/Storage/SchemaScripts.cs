using System.Globalization;
using System.Reflection;

namespace Athera.Silo.Storage;

/// <summary>
/// The numbered SQL scripts that make a schema. They are part of the assembly, so the binary and its schema cannot be parted. A
/// released script is never changed: what comes later is another number.
/// </summary>
internal static class SchemaScripts
{
    /// <summary>The scripts of an engine's database, in order.</summary>
    /// <param name="engine">The engine's folder, such as <c>Sqlite</c>.</param>
    /// <param name="database">The database's folder, such as <c>Journal</c>.</param>
    public static IReadOnlyList<SchemaScript> Of(string engine, string database)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Athera.Silo.Storage.{engine}.Schema.{database}.";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => new SchemaScript(VersionOf(name[prefix.Length..]), Read(assembly, name)))
            .OrderBy(script => script.Version)];
    }

    private static int VersionOf(string file) => int.Parse(file.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

/// <summary>One step of a schema.</summary>
/// <param name="Version">Its number, from 1.</param>
/// <param name="Sql">Statements in the engine's dialect, without transaction control.</param>
internal sealed record SchemaScript(int Version, string Sql);
