namespace Athera;

/// <summary>Why something was not done.</summary>
/// <param name="Kind">What sort of no it is; decides the HTTP status.</param>
/// <param name="Code">Stable name for programs, snake_case.</param>
/// <param name="Message">For people; holds no personal data.</param>
/// <param name="Fields">For invalid input: what is wrong, by field.</param>
[GenerateSerializer, Immutable, Alias("Athera.Refusal")]
public sealed record Refusal(
    [property: Id(0)] RefusalKind Kind,
    [property: Id(1)] string Code,
    [property: Id(2)] string Message,
    [property: Id(3)] IReadOnlyDictionary<string, string>? Fields = null)
{
    /// <summary>There is no such thing, or it is another tenant's, which must look the same.</summary>
    public static Refusal NotFound { get; } = new(RefusalKind.NotFound, "not_found", "There is no such thing.");

    /// <summary>The store cannot be reached or is overloaded.</summary>
    public static Refusal Unavailable { get; } =
        new(RefusalKind.Unavailable, "unavailable", "The change could not be stored just now.");

    /// <summary>Input that breaks a rule of its fields.</summary>
    public static Refusal Invalid(IReadOnlyDictionary<string, string> fields) =>
        new(RefusalKind.Invalid, "invalid", "The input breaks a rule.", fields);

    /// <summary>Input with one wrong field.</summary>
    public static Refusal Invalid(string field, string problem) => Invalid(new Dictionary<string, string> { [field] = problem });
}

/// <summary>What sort of no it is.</summary>
[GenerateSerializer, Alias("Athera.RefusalKind")]
public enum RefusalKind
{
    /// <summary>404.</summary>
    NotFound,

    /// <summary>422: understood, but against a rule; names the fields.</summary>
    Invalid,

    /// <summary>409: not in the state the thing is in.</summary>
    Conflict,

    /// <summary>403: the caller may not.</summary>
    Forbidden,

    /// <summary>503: not now.</summary>
    Unavailable,
}
