using System.Collections.Frozen;
using Athera.Channels.Calls;
using Athera.Messages;
using static Athera.Channels.Calls.ErrorMeaning;

namespace Athera.Channels.Meta;

/// <summary>
/// What the Graph API's error codes mean. The same code comes with the answer to a send or later with a status, or both, so there is
/// one table. Titles and HTTP statuses are not looked at: the first are being withdrawn, the second differ between versions.
/// </summary>
internal static class GraphErrors
{
    private static readonly ErrorMeaning
        Rejected = Refused(Faults.Rejected),
        Template = Refused(Faults.TemplateInvalid),
        Recipient = Refused(Faults.InvalidRecipient),
        Credentials = Held(Faults.CredentialsInvalid),
        Restricted = Held(Faults.AccountRestricted),
        Passing = Deferred(Faults.ProviderUnavailable, TimeSpan.FromSeconds(5));

    private static readonly FrozenDictionary<int, ErrorMeaning> Codes = new Dictionary<int, ErrorMeaning>
    {
        // The token is wrong or has expired; a permission is missing.
        [0] = Credentials, [190] = Credentials, [3] = Credentials, [10] = Credentials, [131005] = Credentials,

        // The account is locked, has not paid, is under a spam limit, or its number is not registered.
        [368] = Restricted, [131031] = Restricted, [131042] = Restricted, [131048] = Restricted,
        [131045] = Restricted, [133010] = Restricted,

        // Temporary, or not known to Meta itself.
        [1] = Passing, [2] = Passing, [131000] = Passing, [131016] = Passing, [133004] = Passing,
        [131057] = Deferred(Faults.ProviderUnavailable, TimeSpan.FromMinutes(1)),

        // Too fast: for the app, for the number, for this recipient (who may be tried again after 4^n seconds).
        [4] = Limited(LimitScope.App, TimeSpan.FromMinutes(2)), [80007] = Limited(LimitScope.App, TimeSpan.FromMinutes(2)),
        [130429] = Limited(LimitScope.Account, TimeSpan.FromSeconds(5)), [613] = Limited(LimitScope.Account, TimeSpan.FromMinutes(1)),
        [131056] = Deferred(Faults.RateLimited, TimeSpan.FromSeconds(4), growth: 4),
        [132069] = Deferred(Faults.RateLimited, TimeSpan.FromHours(1)),

        // The recipient.
        [131047] = Refused(Faults.WindowClosed),
        [131026] = Refused(Faults.Undeliverable), [551] = Refused(Faults.Undeliverable),
        [131050] = Refused(Faults.MarketingOptedOut),
        [131021] = Recipient, [131030] = Recipient, [131062] = Recipient,
        // The cap on marketing per person, which lifts after a day or more, and the experiment group. A message that waits a day by
        // itself surprises everybody, so whoever runs the campaign decides.
        [131049] = Refused(Faults.Filtered), [130472] = Refused(Faults.Filtered),

        // What was sent.
        [33] = Rejected, [100] = Rejected, [131008] = Rejected, [131009] = Rejected, [131051] = Rejected, [132068] = Rejected,
        [135000] = Rejected,
        [131052] = Deferred(Faults.Undeliverable, TimeSpan.FromSeconds(30)),
        [131053] = Deferred(Faults.Undeliverable, TimeSpan.FromSeconds(30)),
        [132000] = Template, [132001] = Template, [132005] = Template, [132007] = Template, [132008] = Template, [132012] = Template,
        [132015] = Template, [132016] = Template,
    }.ToFrozenDictionary();

    /// <summary>What a code means, or <see langword="null"/> if Athera does not know it.</summary>
    public static ErrorMeaning? Find(int code, int? subcode) => (code, subcode) switch
    {
        // Channels of scoped user ids tell some cases apart by subcode only.
        (10, 2018278) => Refused(Faults.WindowClosed),
        (100, 2018001) => Recipient,
        ( >= 200 and <= 299, _) => Credentials,
        _ => Codes.GetValueOrDefault(code),
    };
}
