using System.Text.Json;
using Athera.Channels.Calls;
using Athera.Messages;

namespace Athera.Channels.Meta;

/// <summary>Reads what the Graph API answers to a send.</summary>
internal sealed class GraphAnswers() : ProviderAnswers(MetaWebhooks.ProviderName)
{
    private const int LongestTrace = 64;

    private static readonly ErrorMeaning
        Unknown = ErrorMeaning.Refused(Faults.Rejected),
        UnknownCredentials = ErrorMeaning.Held(Faults.CredentialsInvalid),
        UnknownLimit = ErrorMeaning.Deferred(Faults.RateLimited, TimeSpan.FromSeconds(5)),
        UnknownTransient = ErrorMeaning.Deferred(Faults.ProviderUnavailable, TimeSpan.FromSeconds(5)),
        UnknownFailure = ErrorMeaning.Unknown(Faults.ProviderUnavailable);

    /// <summary>Why a message failed that had been taken before; by the same table.</summary>
    /// <param name="error">An element of <c>statuses[].errors</c>, of whatever type.</param>
    public Fault FaultOf(JsonElement error) =>
        error.Member("code"u8).Code() is { } code
            ? new Fault(GraphErrors.Find(code, null)?.Fault ?? Faults.Undeliverable, Detail(code))
            : new Fault(Faults.Undeliverable);

    /// <summary>
    /// How a send ends when what had to be done before it was refused. The message itself has certainly not left, so nothing of it is
    /// unknown.
    /// </summary>
    /// <param name="status">The HTTP status of the answer.</param>
    /// <param name="body">The answer, of whatever type.</param>
    /// <param name="attempt">Which attempt it was, from 1.</param>
    public SendOutcome WithoutSend(int status, JsonElement body, int attempt)
    {
        var error = Error(body);
        var outcome = (error is null ? UnknownTransient : Meaning(error, status))
            .Outcome(error is null ? $"{MetaWebhooks.ProviderName}:http_{status}" : Detail(error.Code), attempt, null);
        return outcome.Result == SendResult.Unknown ? SendOutcome.Deferred(outcome.Fault!, TimeSpan.FromSeconds(5)) : outcome;
    }

    protected override string? ExternalId(JsonElement body)
    {
        // One form for messages to phone numbers, another for messages to scoped user ids.
        var messages = body.Member("messages"u8);
        return messages.ValueKind == JsonValueKind.Array && messages.GetArrayLength() > 0
            ? messages[0].Member("id"u8).Id()
            : body.Member("message_id"u8).Id();
    }

    protected override ProviderError? Error(JsonElement body)
    {
        var error = body.Member("error"u8);
        return error.Member("code"u8).Code() is { } code
            ? new ProviderError(
                code,
                error.Member("error_subcode"u8).Code(),
                error.Member("is_transient"u8).ValueKind == JsonValueKind.True,
                Trace(error.Member("fbtrace_id"u8).Text()))
            : null;
    }

    protected override ErrorMeaning Meaning(ProviderError error, int status) =>
        GraphErrors.Find(error.Code, error.Subcode) ?? status switch
        {
            401 => UnknownCredentials,
            429 => UnknownLimit,
            _ when error.Transient => UnknownTransient,
            >= 500 => UnknownFailure,
            _ => Unknown,
        };

    // It goes into the log, where nothing may stand that somebody else chose freely.
    private static string? Trace(string? text) =>
        text is { Length: <= LongestTrace } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') ? text : null;
}
