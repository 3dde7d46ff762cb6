using System.Globalization;
using System.Text.Json;
using Athera.Messages;

namespace Athera.Channels.Calls;

/// <summary>
/// What a provider's answer means for the message. The rules that keep a message from being sent twice are the same for all:
/// only an answer in the provider's own words says that it was not taken; silence and strangers' error pages after the request left do not.
/// </summary>
/// <param name="provider">The provider's name, which stands before its codes.</param>
internal abstract class ProviderAnswers(string provider)
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 32 };

    private static readonly ErrorMeaning
        Unavailable = ErrorMeaning.Deferred(Faults.ProviderUnavailable, TimeSpan.FromSeconds(2)),
        TooFast = ErrorMeaning.Deferred(Faults.RateLimited, TimeSpan.FromSeconds(5)),
        Unsure = ErrorMeaning.Unknown(Faults.ProviderUnavailable);

    /// <summary>The outcome, and the provider's own name for the call if it gave one.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="attempt">Which attempt it was, from 1.</param>
    public (SendOutcome Outcome, string? Trace) Read(ProviderAnswer answer, int attempt) => answer.Kind switch
    {
        AnswerKind.NotSent => (Unavailable.Outcome(Detail("unreachable"), attempt, null), null),
        AnswerKind.Lost => (Unsure.Outcome(Detail("connection_lost"), attempt, null), null),
        AnswerKind.TimedOut => (Unsure.Outcome(Detail("timeout"), attempt, null), null),
        _ => ReadBody(answer, attempt),
    };

    /// <summary>The error as it is told to people: the provider's name and code.</summary>
    public string Detail(int code) => Detail(code.ToString(CultureInfo.InvariantCulture));

    /// <summary>The provider's id of the message it took, if that is what the body says.</summary>
    protected abstract string? ExternalId(JsonElement body);

    /// <summary>The error the body tells of, if that is what it says.</summary>
    protected abstract ProviderError? Error(JsonElement body);

    /// <summary>What an error means when it comes with this HTTP status.</summary>
    protected abstract ErrorMeaning Meaning(ProviderError error, int status);

    private (SendOutcome, string?) ReadBody(ProviderAnswer answer, int attempt)
    {
        using var body = Parse(answer.Body);
        if (body is not null && Error(body.RootElement) is { } error)
            return (Meaning(error, answer.Status).Outcome(Detail(error.Code), attempt, answer.RetryAfter), error.Trace);
        if (answer.Status is < 200 or > 299)
            return (Stranger(answer.Status).Outcome(Status(answer), attempt, answer.RetryAfter), null);
        return (body is not null && ExternalId(body.RootElement) is { } id
            ? SendOutcome.Accepted(id)
            : Unsure.Outcome(Status(answer), attempt, null), null);
    }

    // Something between us and the provider wrote this. A gateway that gave up (408, 5xx) may have passed the request on before;
    // one that refuses or redirects has not.
    private static ErrorMeaning Stranger(int status) => status switch
    {
        429 => TooFast,
        408 or >= 500 => Unsure,
        _ => Unavailable,
    };

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, Reading);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string Detail(string what) => $"{provider}:{what}";

    private string Status(ProviderAnswer answer) => Detail(string.Create(CultureInfo.InvariantCulture, $"http_{answer.Status}"));
}

/// <summary>An error in a provider's own words.</summary>
/// <param name="Code">Its number.</param>
/// <param name="Subcode">A number that makes it more precise, where there is one.</param>
/// <param name="Transient">Whether the provider itself says that it will pass.</param>
/// <param name="Trace">The provider's name for the call, for its support.</param>
internal sealed record ProviderError(int Code, int? Subcode = null, bool Transient = false, string? Trace = null);
