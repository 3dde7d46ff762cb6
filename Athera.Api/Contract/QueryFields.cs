using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Athera.Api.Contract;

/// <summary>Reads single query fields within limits. Left out or empty reads as <see langword="null"/>.</summary>
internal static class QueryFields
{
    public static bool TryText(
        IQueryCollection query, string name, int maxLength, out string? text, [NotNullWhen(false)] out Problem? problem)
    {
        var values = query[name];
        text = string.IsNullOrEmpty(values.ToString()) ? null : values[0];
        problem = values.Count > 1 ? Problem.Field(name, "May be given once.")
            : text?.Length > maxLength ? Problem.Field(name, string.Create(CultureInfo.InvariantCulture, $"At most {maxLength} characters."))
            : null;
        return problem is null;
    }

    public static bool TryNumber(
        IQueryCollection query, string name, long min, long max, out long? number, [NotNullWhen(false)] out Problem? problem)
    {
        number = null;
        if (!TryText(query, name, 20, out var text, out problem))
            return false;
        if (text is null)
            return true;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read >= min && read <= max)
        {
            number = read;
            return true;
        }

        problem = Problem.Field(name, string.Create(CultureInfo.InvariantCulture, $"A whole number from {min} to {max}."));
        return false;
    }

    public static bool TryId<TId>(IQueryCollection query, string name, out TId? id, [NotNullWhen(false)] out Problem? problem)
        where TId : struct, IOpaqueId<TId>
    {
        id = null;
        if (!TryText(query, name, 64, out var text, out problem))
            return false;
        if (OpaqueId.TryParse(text, out var read))
            id = TId.From(read);
        problem = text is null || id is not null ? null : Problem.Field(name, "An id is 32 hexadecimal digits.");
        return problem is null;
    }

    public static bool TryChoice<TChoice>(
        IQueryCollection query, string name, out TChoice? choice, [NotNullWhen(false)] out Problem? problem) where TChoice : struct, Enum
    {
        choice = null;
        if (!TryText(query, name, 32, out var text, out problem))
            return false;
        var names = Enum.GetValues<TChoice>().ToDictionary(static value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
        if (text is null)
            return true;
        if (names.TryGetValue(text, out var known))
            choice = known;
        else
            problem = Problem.Field(name, $"One of {string.Join(", ", names.Keys)}.");
        return problem is null;
    }

    public static bool TryFlag(IQueryCollection query, string name, out bool flag, [NotNullWhen(false)] out Problem? problem)
    {
        flag = false;
        if (!TryText(query, name, 8, out var text, out problem))
            return false;
        flag = text is "true";
        problem = text is null or "true" or "false" ? null : Problem.Field(name, "One of true, false.");
        return problem is null;
    }
}
