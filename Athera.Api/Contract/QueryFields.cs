using System.Diagnostics.CodeAnalysis;
using System.Globalization;
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
}
