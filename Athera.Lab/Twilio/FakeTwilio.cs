using System.Collections.Concurrent;
using Athera.Lab.Faults;
using Athera.Lab.Files;
using Athera.Lab.Ledgers;
using Athera.Lab.Wire;

namespace Athera.Lab.Twilio;

/// <summary>
/// Twilio's Messages API as a sender meets it: takes messages, can be asked about them, and tells their statuses by signed
/// callbacks, at most twice each.
/// </summary>
/// <param name="webhooks">Posts the callbacks.</param>
/// <param name="background">Where statuses run after the send was answered.</param>
/// <param name="time">The provider's clock.</param>
/// <param name="find">Accounts that come to be known only later, by account SID.</param>
public sealed class FakeTwilio(
    TwilioWebhooks webhooks, Background background, TimeProvider time, Func<string, TwilioAccount?>? find = null)
{
    private const int Remembered = 100_000;
    private readonly ConcurrentDictionary<string, TwilioAccount> accounts = new(StringComparer.Ordinal);
    private readonly TwilioMessages messages = new(Remembered);
    private volatile StatusPlan statusPlan = StatusPlan.Delivered;

    /// <summary>What the next sends meet; the account is the account SID.</summary>
    public Script<Fault> Faults { get; } = new(Fault.None);

    /// <summary>What the next list and fetch calls meet.</summary>
    public Script<Fault> LookupFaults { get; } = new(Fault.None);

    /// <summary>What the webhooks of the next inbound messages meet: one that is not taken never arrives.</summary>
    public Script<Fault> WebhookFaults { get; } = new(Fault.None);

    /// <summary>Messages customers sent, whether or not their webhooks arrived.</summary>
    public Ledger<TwilioMessage> Received { get; } = new(Remembered);

    /// <summary>The files it keeps.</summary>
    public FileShelf Files { get; } = new();

    /// <summary>Messages as they were taken, whatever the caller heard.</summary>
    public Ledger<TwilioMessage> Sends { get; } = new(Remembered);

    /// <summary>The content templates it lists.</summary>
    public TwilioContents Contents { get; } = new();

    /// <summary>The messages to which somebody was shown to be writing an answer.</summary>
    public Ledger<string> Typing { get; } = new(Remembered);

    /// <summary>Messages at each status they have come to.</summary>
    public Ledger<TwilioMessage> Statuses { get; } = new(Remembered);

    /// <summary>What becomes of messages taken from now on. On WhatsApp <see cref="StatusPlan.Read"/> is possible.</summary>
    public StatusPlan StatusPlan
    {
        get => statusPlan;
        set => statusPlan = value;
    }

    /// <summary>How its callbacks are repeated.</summary>
    public RetrySchedule Retries { get; set; } = RetrySchedule.TwilioCallback;

    /// <summary>Opens an account; a second time replaces the first. Calls for any other are refused with 20003.</summary>
    public void Connect(TwilioAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        accounts[account.AccountSid] = account;
    }

    /// <summary>
    /// A customer's text reaches Twilio: it is on the list from now on, and a webhook tells of it once. Null when that never arrives.
    /// </summary>
    public async Task<WebhookOutcome?> ReceiveAsync(TwilioAccount account, TwilioText text, CancellationToken cancellation = default)
    {
        Hear(account, text);
        return WebhookFaults.Take(account.AccountSid).Takes ? await webhooks.SendAsync(account, text, cancellation) : null;
    }

    /// <summary>A customer's text is on the list from now on; whoever calls tells the business.</summary>
    internal void Hear(TwilioAccount account, TwilioText text)
    {
        var now = time.GetUtcNow();
        messages.Add(Received.Add(sequence => new TwilioMessage
        {
            Sequence = sequence,
            Sid = text.MessageSid,
            AccountSid = account.AccountSid,
            Direction = TwilioMessage.Inbound,
            To = account.Number,
            From = text.From,
            MessagingServiceSid = account.MessagingServiceSid,
            Text = text.Text,
            Status = "received",
            CreatedAt = now,
            SentAt = now,
            UpdatedAt = now,
        }));
    }

    internal TwilioAccount? Find(string accountSid) => accounts.GetValueOrDefault(accountSid) ?? find?.Invoke(accountSid);

    internal ProviderAnswer Take(TwilioAccount account, TwilioSend send)
    {
        var now = time.GetUtcNow();
        var message = Sends.Add(sequence => new TwilioMessage
        {
            Sequence = sequence,
            Sid = TwilioIds.Message(send.MediaCount > 0),
            AccountSid = account.AccountSid,
            To = send.To,
            From = send.MessagingServiceSid is null ? send.From : null,
            MessagingServiceSid = send.MessagingServiceSid,
            Text = send.Text,
            MediaCount = send.MediaCount,
            ContentSid = send.ContentSid,
            ContentVariables = send.ContentVariables,
            StatusCallback = send.StatusCallback,
            Status = send.MessagingServiceSid is null ? "queued" : "accepted",
            CreatedAt = now,
            UpdatedAt = now,
        });
        messages.Add(message);
        TellStatuses(account, message);
        return new ProviderAnswer(201, TwilioJson.Message(message).ToJsonString());
    }

    internal ProviderAnswer Fetch(string accountSid, string sid) => messages.Find(accountSid, sid) is { } message
        ? new ProviderAnswer(200, TwilioJson.Message(message).ToJsonString())
        : TwilioErrors.Answer(20404);

    internal ProviderAnswer List(string accountSid, TwilioQuery query, Func<int, string> pageUri)
    {
        var matching = messages.List(accountSid, query);
        var shown = matching.Skip(query.Page * query.PageSize).Take(query.PageSize);
        var next = (query.Page + 1) * query.PageSize < matching.Count ? pageUri(query.Page + 1) : null;
        return new ProviderAnswer(200, TwilioJson.Page(shown, query.Page, query.PageSize, next).ToJsonString());
    }

    private void TellStatuses(TwilioAccount account, TwilioMessage message)
    {
        var plan = StatusPlan;
        // A Messaging Service has picked its number by the time the message moves on.
        var sent = message with { From = message.From ?? account.Number };
        StatusRun.Start(background, plan, time, async (status, cancellation) =>
        {
            var code = status is "failed" or "undelivered" ? plan.ErrorCode ?? 30008 : (int?)null;
            var moved = messages.Move(sent, status, code, time.GetUtcNow());
            Statuses.Add(_ => moved);
            if (moved.StatusCallback is not null)
                await webhooks.PostAsync(TwilioWebhooks.Status(moved, account.AuthToken), Retries, cancellation);
        });
    }
}
