using System.Collections;
using System.ComponentModel.DataAnnotations;

namespace Athera.Api.Contract;

/// <summary>No item of a list is null.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EachGivenAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is not IEnumerable list || list.Cast<object?>().All(static item => item is not null);

    public override string FormatErrorMessage(string name) => "None of them may be null.";
}
