using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Athera.Api.Contract;

/// <summary>Names the fields of a body that break the rules written on them.</summary>
internal static class FieldRules
{
    public static Dictionary<string, string[]>? Broken(object body)
    {
        var broken = new List<ValidationResult>();
        if (Validator.TryValidateObject(body, new ValidationContext(body), broken, validateAllProperties: true))
            return null;
        return broken
            .SelectMany(static result => result.MemberNames, static (result, member) => (Field: FieldName(member), Text: result.ErrorMessage))
            .GroupBy(static error => error.Field, static error => error.Text ?? "Breaks a rule.")
            .ToDictionary(static field => field.Key, static field => field.ToArray());
    }

    /// <summary>The outermost field on the path of a value that did not fit.</summary>
    public static string NameOf(JsonException mismatch)
    {
        var path = mismatch.Path.AsSpan();
        if (path.StartsWith("$['"))
            return path[3..^2].ToString();
        if (!path.StartsWith("$."))
            return "body";
        path = path[2..];
        var end = path.IndexOfAny('.', '[');
        return (end < 0 ? path : path[..end]).ToString();
    }

    private static string FieldName(string member) => JsonNamingPolicy.CamelCase.ConvertName(member);
}
