using System.Globalization;
using Athera.Channels.Calls;
using Athera.Messages;
using static Athera.Channels.Twilio.TwilioSettings;

namespace Athera.Channels.Twilio;

/// <summary>
/// Looks through Twilio's list of messages (<c>GET Messages.json</c>). The list shows no status callback, so a message of ours has to be
/// told by whom it went to, who sent it, what it says and when it was taken.
/// </summary>
internal sealed class TwilioLists(TwilioApi api, TwilioAnswers answers, TimeProvider clock)
{
    /// <summary>
    /// Messages to one person between a send and the question about it are a handful; with a machine they are thousands, and its
    /// conversation must not stand still either. 1,000 is the largest page there is.
    /// </summary>
    private const int MostPages = 10, PageSize = 1_000, ReceivedPageSize = 200;

    // Twilio puts this before every text of a trial account.
    private const string TrialPrefix = "Sent from your Twilio trial account - ";

    /// <summary>
    /// The clocks of a silo and of Twilio may be apart by this much. Too little would overlook what was sent, and double it; too much
    /// takes an earlier text of the same words, whose outcome nobody knew either, for this one, and the person has read them once.
    /// </summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>A message in doubt was attempted within the hours of <c>Athera:Patience:Inquiry</c>, however long it had waited before.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromDays(1);

    /// <summary>What Twilio has taken that may be the message asked about, those of the same words first.</summary>
    /// <param name="settings">The account's settings.</param>
    /// <param name="to">The recipient in Twilio's form, as the message was sent.</param>
    /// <param name="question">What is looked for.</param>
    /// <param name="cancellation">The caller's deadline.</param>
    public async Task<SentEvidence> FindSentAsync(
        ChannelSettings settings, string to, SentQuestion question, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var since = (question.Since > now - LongestLook ? question.Since : now - LongestLook) - ClockTolerance;
        var from = settings[From] is { Length: > 0 } sender ? sender : null;
        var found = new List<TwilioListed>();
        // Not limited by DateSent, which what Twilio still holds in its queue does not have.
        var answer = await FirstAsync(settings, [new("To", to)], PageSize, cancellation);
        for (var pages = 1; ; pages++)
        {
            if (TwilioPage.Read(answer) is not { } page)
                return SentEvidence.CannotTell(FaultOf(answer));
            found.AddRange(page.Messages.Where(m => m.CreatedAt >= since && m.To == to && m.IsSentBy(from, settings[MessagingServiceSid])));
            if (page.Next is not { } next || page.Messages.All(m => m.CreatedAt < since))
                return SentEvidence.Listed(Copies(found, question.Content.Text ?? ""));
            if (pages == MostPages || !TwilioApi.IsNextPage(settings[AccountSid]!, next))
                return SentEvidence.CannotTell(new Fault(Faults.ProviderUnavailable, "twilio:list_too_long"));
            answer = await api.NextMessagesAsync(settings[AccountSid]!, settings[AuthToken]!, next, cancellation);
        }
    }

    /// <summary>
    /// A page of what the account's sender received. Where a messaging service holds the senders, the list has all messages of the
    /// Twilio account and those of the service are picked from it.
    /// </summary>
    public async Task<ReceivedPage> ListReceivedAsync(
        ChannelSettings settings, ChannelAccountId account, ReceivedRange range, CancellationToken cancellation)
    {
        var to = settings[From] is { Length: > 0 } sender ? sender : null;
        var answer = range.Page is { } next
            ? await api.NextMessagesAsync(settings[AccountSid]!, settings[AuthToken]!, next, cancellation)
            : await FirstAsync(settings, Query(to, range), ReceivedPageSize, cancellation);
        if (TwilioPage.Read(answer) is not { } page)
            return new ReceivedPage([], Fault: FaultOf(answer), RetryAfter: answer.RetryAfter);
        return new ReceivedPage(
            [.. page.Messages
                .Where(m => m.IsInbound && (to is not null ? m.To == to : m.ServiceSid == settings[MessagingServiceSid]))
                .Select(m => TwilioInbound.Of(account, settings[AccountSid]!, m))],
            page.Next is { } path && TwilioApi.IsNextPage(settings[AccountSid]!, path) ? path : null);
    }

    private static List<KeyValuePair<string, string?>> Query(string? to, ReceivedRange range)
    {
        List<KeyValuePair<string, string?>> query = [new("DateSent>", Time(range.Since)), new("DateSent<", Time(range.Until))];
        if (to is not null)
            query.Add(new("To", to));
        return query;
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private Task<ProviderAnswer> FirstAsync(
        ChannelSettings settings, IEnumerable<KeyValuePair<string, string?>> query, int pageSize, CancellationToken cancellation) =>
        api.ListMessagesAsync(
            settings[AccountSid]!, settings[AuthToken]!,
            [.. query, new("PageSize", pageSize.ToString(CultureInfo.InvariantCulture))], cancellation);

    private Fault FaultOf(ProviderAnswer answer) => answers.Read(answer, attempt: 1).Outcome.Fault ?? new Fault(Faults.ProviderUnavailable);

    // An account may have texts redacted at Twilio: then one without words may be ours, and to send again would be the greater fault.
    private List<SentCopy> Copies(List<TwilioListed> found, string text) =>
        [.. found.Where(m => Says(m.Body, text)).Concat(found.Where(m => m is { Body: "", Media: 0 } && text.Length > 0)).Select(Copy)];

    private SentCopy Copy(TwilioListed message)
    {
        var state = TwilioStatuses.StateOf(message.Status);
        return new SentCopy(message.Sid, state, state == MessageState.Failed ? answers.FaultOf(message.ErrorCode) : null);
    }

    // Twilio cuts blanks at the ends.
    private static bool Says(string body, string text)
    {
        var said = body.StartsWith(TrialPrefix, StringComparison.Ordinal) ? body[TrialPrefix.Length..] : body;
        return said.AsSpan().Trim().SequenceEqual(text.AsSpan().Trim());
    }
}
