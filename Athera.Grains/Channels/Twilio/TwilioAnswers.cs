using System.Text.Json;
using Athera.Channels.Calls;
using Athera.Messages;

namespace Athera.Channels.Twilio;

/// <summary>Reads what Twilio answers to a send.</summary>
internal sealed class TwilioAnswers() : ProviderAnswers(TwilioWebhooks.ProviderName)
{
    private static readonly ErrorMeaning
        Unknown = ErrorMeaning.Refused(Faults.Rejected),
        UnknownCredentials = ErrorMeaning.Held(Faults.CredentialsInvalid),
        UnknownLimit = ErrorMeaning.Deferred(Faults.RateLimited, TimeSpan.FromSeconds(5)),
        Failure = ErrorMeaning.Unknown(Faults.ProviderUnavailable);

    /// <summary>Why a message failed that had been taken before; by the same table.</summary>
    /// <param name="code">Twilio's code, if it gave one.</param>
    public Fault FaultOf(int? code) => code is { } known
        ? new Fault(TwilioErrors.Find(known)?.Fault ?? Faults.Undeliverable, Detail(known))
        : new Fault(Faults.Undeliverable);

    protected override string? ExternalId(JsonElement body) => body.Member("sid"u8).Id();

    // A message that was taken and failed at once is a 201 with its error inside, and no callback follows for a first status.
    protected override ProviderError? Error(JsonElement body) =>
        (body.Member("code"u8).Code() ?? FailureOf(body)) is { } code ? new ProviderError(code) : null;

    // Twilio documents that a message may have been taken when it answers with 5xx, whatever the code says.
    protected override ErrorMeaning Meaning(ProviderError error, int status) => status >= 500
        ? Failure
        : TwilioErrors.Find(error.Code) ?? status switch
        {
            401 => UnknownCredentials,
            429 => UnknownLimit,
            _ => Unknown,
        };

    private static int? FailureOf(JsonElement body) =>
        body.Member("status"u8).Text() is "failed" or "undelivered" or "canceled" ? body.Member("error_code"u8).Code() : null;
}
