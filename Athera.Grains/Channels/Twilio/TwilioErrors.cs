using System.Collections.Frozen;
using Athera.Channels.Calls;
using Athera.Messages;
using static Athera.Channels.Calls.ErrorMeaning;

namespace Athera.Channels.Twilio;

/// <summary>
/// What Twilio's error codes mean. Some come with the answer to a send, some with a status, some with either: one table.
/// </summary>
internal static class TwilioErrors
{
    private static readonly ErrorMeaning
        Rejected = Refused(Faults.Rejected),
        Recipient = Refused(Faults.InvalidRecipient),
        Undeliverable = Refused(Faults.Undeliverable),
        Settings = Refused(Faults.Misconfigured),
        Later = Deferred(Faults.Undeliverable, TimeSpan.FromMinutes(5)),
        Unsure = Unknown(Faults.ProviderUnavailable);

    private static readonly FrozenDictionary<int, ErrorMeaning> Codes = new Dictionary<int, ErrorMeaning>
    {
        // The account.
        [20003] = Held(Faults.CredentialsInvalid), [30002] = Held(Faults.AccountRestricted),

        // Twilio's own failures: taken or not, it does not say.
        [20500] = Unsure, [20503] = Unsure,

        // Too fast, or a queue is full; the limits of a day are asked about again every hour.
        [20429] = Limited(LimitScope.Account, TimeSpan.FromSeconds(2)),
        [21611] = Deferred(Faults.RateLimited, TimeSpan.FromSeconds(30)), [30001] = Deferred(Faults.RateLimited, TimeSpan.FromSeconds(30)),
        [63018] = Deferred(Faults.RateLimited, TimeSpan.FromMinutes(5)), [63038] = Deferred(Faults.RateLimited, TimeSpan.FromHours(1)),

        // The recipient: not a number, no mobile, a landline, not on the channel; or stopped, or not reached.
        [21211] = Recipient, [21614] = Recipient, [21217] = Recipient, [30005] = Recipient, [30006] = Recipient,
        [63003] = Recipient, [63024] = Recipient,
        [21610] = Refused(Faults.OptedOut),
        [21612] = Undeliverable, [30004] = Undeliverable, [30036] = Undeliverable,
        [30003] = Later, [30008] = Later,
        [63016] = Refused(Faults.WindowClosed),
        [30007] = Refused(Faults.Filtered),
        // The cap on marketing per person lifts after a day or more. A message that waits a day by itself surprises everybody, so
        // whoever runs the campaign decides.
        [63049] = Refused(Faults.Filtered),

        // How the account is set up: the sender, the callback, regions, trial accounts, registration with carriers.
        [21212] = Settings, [21606] = Settings, [21603] = Settings, [21659] = Settings, [21609] = Settings, [21408] = Settings,
        [21608] = Settings, [30022] = Settings, [30034] = Settings,

        // What was sent.
        [21602] = Rejected, [21617] = Rejected, [21605] = Rejected,
    }.ToFrozenDictionary();

    /// <summary>What a code means, or <see langword="null"/> if Athera does not know it.</summary>
    public static ErrorMeaning? Find(int code) => Codes.GetValueOrDefault(code);
}
