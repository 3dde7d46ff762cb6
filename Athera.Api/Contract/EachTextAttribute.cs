using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Athera.Api.Contract;

/// <summary>Every item of a list, or every name and value of a map, is a text within limits.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EachTextAttribute : ValidationAttribute
{
    /// <summary>Most characters of an item or value.</summary>
    public required int MaxLength { get; init; }

    /// <summary>Fewest characters of an item or value.</summary>
    public int MinLength { get; init; }

    /// <summary>Most characters of a map's name.</summary>
    public int MaxNameLength { get; init; }

    public override bool IsValid(object? value) => value switch
    {
        IReadOnlyDictionary<string, string?> map => map.All(pair => pair.Key.Length <= MaxNameLength && Fits(pair.Value)),
        IEnumerable<string?> list => list.All(Fits),
        _ => value is null,
    };

    public override string FormatErrorMessage(string name) =>
        string.Create(CultureInfo.InvariantCulture, $"Each has to be a text of {MinLength} to {MaxLength} characters.");

    private bool Fits(string? text) => text is not null && text.Length >= MinLength && text.Length <= MaxLength;
}
