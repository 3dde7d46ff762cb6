using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Athera.Lab.Faults;
using Athera.Lab.Ledgers;
using Athera.Lab.Wire;

namespace Athera.Lab.Meta.Direct;

/// <summary>
/// Meta's Send API for Instagram and Messenger as a sender meets it: takes messages, remembers them, and tells by signed webhooks of
/// the echo, the delivery (a page's only) and the reading. An account nobody connected can send too, but nobody is told of it.
/// </summary>
/// <param name="webhooks">Posts the webhooks.</param>
/// <param name="background">Where they run after the send was answered.</param>
/// <param name="time">The provider's clock.</param>
/// <param name="known">Accounts that come to be known only later.</param>
public sealed class FakeDirect(
    DirectWebhooks webhooks, Background background, TimeProvider time, Func<IReadOnlyList<DirectAccount>>? known = null)
{
    private const string Self = "me";
    private const int Remembered = 100_000;
    private readonly ConcurrentDictionary<string, DirectAccount> accounts = new(StringComparer.Ordinal);

    /// <summary>What the next sends meet, by account id.</summary>
    public Script<Fault> Faults { get; } = new(Fault.None);

    /// <summary>Messages taken, whatever the caller heard.</summary>
    public Ledger<DirectSend> Sends { get; } = new(Remembered);

    /// <summary>Typing and seen marks.</summary>
    public Ledger<DirectAction> Actions { get; } = new(Remembered);

    /// <summary>What became of messages.</summary>
    public Ledger<DirectEvent> Events { get; } = new(Remembered);

    /// <summary>What becomes of messages taken from now on, in the words of <see cref="DirectEvent"/>.</summary>
    public StatusPlan StatusPlan { get; set; } = new() { Statuses = ["echo", "delivered", "read"] };

    /// <summary>How its webhooks are repeated.</summary>
    public RetrySchedule Retries { get; set; } = RetrySchedule.UntilOk;

    /// <summary>Connects an account to the app that gets its webhooks; a second time replaces the first.</summary>
    public void Connect(DirectAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        accounts[account.AccountId] = account;
    }

    /// <summary>The account a path and a token stand for, or null if none is connected.</summary>
    internal DirectAccount? Find(string id, string token) =>
        accounts.Values.Concat(known?.Invoke() ?? []).FirstOrDefault(
            account => id == Self ? account.AccessToken == token : account.AccountId == id);

    internal GraphRequest Judge(string id, string token, GraphRequest request) => (Find(id, token), request) switch
    {
        ({ AccessToken: { } expected }, _) when expected != token => new BadCall(190),
        ({ } account, DirectCall call) when !call.Fits(account.IsPage) => new BadCall(100),
        _ => request,
    };

    internal ProviderAnswer Take(string id, string token, DirectCall call)
    {
        var account = Find(id, token);
        var send = Sends.Add(sequence => new DirectSend
        {
            Sequence = sequence,
            At = time.GetUtcNow(),
            AccountId = account?.AccountId ?? id,
            Recipient = call.Recipient,
            MessageId = DirectIds.Message(),
            Text = call.Text,
            Attachment = call.Attachment,
            QuickReplies = call.QuickReplies,
            Tag = call.Tag,
            Metadata = call.Metadata,
        });
        if (account is not null) Tell(account, send);
        return new ProviderAnswer(200, new JsonObject
        {
            ["recipient_id"] = call.Recipient,
            ["message_id"] = send.MessageId,
        }.ToJsonString());
    }

    internal ProviderAnswer Take(string id, string token, ActionCall call)
    {
        var account = Find(id, token)?.AccountId ?? id;
        Actions.Add(sequence => new DirectAction(sequence, time.GetUtcNow(), account, call.Recipient, call.Action));
        return new ProviderAnswer(200, new JsonObject { ["recipient_id"] = call.Recipient }.ToJsonString());
    }

    private void Tell(DirectAccount account, DirectSend send) =>
        StatusRun.Start(background, StatusPlan, time, async (what, cancellation) =>
        {
            // Instagram knows no delivery.
            if (what == "delivered" && !account.IsPage) return;
            var happened = Events.Add(_ => new DirectEvent(send, what, time.GetUtcNow()));
            await webhooks.PostAsync(DirectWebhooks.Of(account, happened), Retries, cancellation);
        });
}
