using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Athera.Api.Contract;

namespace Athera.Api.Channels;

/// <summary>Reads the fields of a channel's kind: every other field of the body, which has to be a text.</summary>
internal static class ChannelSettings
{
    public const int MaxCount = 32;
    public const int MaxNameLength = 64;
    public const int MaxValueLength = 4096;

    public static bool TryRead(
        IDictionary<string, JsonElement>? fields, out IReadOnlyDictionary<string, string> settings,
        [NotNullWhen(false)] out Problem? problem)
    {
        settings = ReadOnlyDictionary<string, string>.Empty;
        problem = null;
        if (fields is null)
            return true;
        if (fields.Count > MaxCount)
        {
            problem = Problem.Field("body", string.Create(CultureInfo.InvariantCulture, $"At most {MaxCount} settings."));
            return false;
        }

        var wrong = new Dictionary<string, string[]>();
        var read = new Dictionary<string, string>(fields.Count);
        foreach (var (name, value) in fields)
            if (Broken(name, value) is { } rule)
                wrong[name.Length > MaxNameLength ? "body" : name] = [rule];
            else
                read[name] = value.GetString()!;
        settings = read;
        problem = wrong.Count > 0 ? Problem.Fields(wrong) : null;
        return problem is null;
    }

    private static string? Broken(string name, JsonElement value) =>
        name.Length > MaxNameLength ? string.Create(CultureInfo.InvariantCulture, $"A setting's name has at most {MaxNameLength} characters.")
        : value.ValueKind is not JsonValueKind.String ? "Has to be a text."
        : value.GetString()!.Length > MaxValueLength ? string.Create(CultureInfo.InvariantCulture, $"At most {MaxValueLength} characters.")
        : null;
}
