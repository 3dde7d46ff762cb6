using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Athera.Lab.Faults;
using Athera.Lab.Files;
using Athera.Lab.Ledgers;
using Athera.Lab.Wire;

namespace Athera.Lab.Meta;

/// <summary>
/// Meta's Graph API for WhatsApp as a sender meets it: takes messages, remembers them, and tells their statuses by signed
/// webhooks until they are accepted. A number nobody connected can send too, but nobody is told what became of it.
/// </summary>
/// <param name="webhooks">Posts the statuses.</param>
/// <param name="background">Where statuses run after the send was answered.</param>
/// <param name="time">The provider's clock.</param>
/// <param name="find">Accounts that come to be known only later, by phone number id.</param>
public sealed class FakeGraph(
    MetaWebhooks webhooks, Background background, TimeProvider time, Func<string, WhatsAppAccount?>? find = null)
{
    private const int Remembered = 100_000;
    private readonly ConcurrentDictionary<string, WhatsAppAccount> accounts = new(StringComparer.Ordinal);
    private volatile StatusPlan statusPlan = StatusPlan.Read;

    /// <summary>What the next sends meet; the account is the phone number id.</summary>
    public Script<Fault> Faults { get; } = new(Fault.None);

    /// <summary>What the next read marks and typing indicators meet, apart so that they never use up a fault of a send.</summary>
    public Script<Fault> MarkFaults { get; } = new(Fault.None);

    /// <summary>The files it keeps.</summary>
    public FileShelf Files { get; } = new();

    /// <summary>What the next calls that ask for a file's address meet; the account is the file's id.</summary>
    public Script<Fault> FileLookupFaults { get; } = new(Fault.None);

    /// <summary>Messages taken, whatever the caller heard.</summary>
    public Ledger<GraphSend> Sends { get; } = new(Remembered);

    /// <summary>Read marks and typing indicators.</summary>
    public Ledger<GraphMark> Marks { get; } = new(Remembered);

    /// <summary>The templates it lists.</summary>
    public GraphTemplates Templates { get; } = new();

    /// <summary>Statuses messages have come to.</summary>
    public Ledger<GraphStatus> Statuses { get; } = new(Remembered);

    /// <summary>What becomes of messages taken from now on.</summary>
    public StatusPlan StatusPlan
    {
        get => statusPlan;
        set => statusPlan = value;
    }

    /// <summary>How its webhooks are repeated.</summary>
    public RetrySchedule Retries { get; set; } = RetrySchedule.UntilOk;

    /// <summary>Connects a number to the app that gets its webhooks; a second time replaces the first.</summary>
    public void Connect(WhatsAppAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        accounts[account.PhoneNumberId] = account;
    }

    internal bool Accepts(string phoneNumberId, string token) =>
        token.Length > 0 && (Find(phoneNumberId)?.AccessToken is not { } expected || expected == token);

    internal ProviderAnswer Take(string phoneNumberId, MessageCall call)
    {
        var recipient = WhatsAppIds.IsUserId(call.Recipient) ? call.Recipient : Digits(call.Recipient);
        var send = Sends.Add(sequence => new GraphSend
        {
            Sequence = sequence,
            At = time.GetUtcNow(),
            PhoneNumberId = phoneNumberId,
            Recipient = recipient,
            MessageId = WhatsAppIds.Message(),
            Kind = call.Kind,
            Text = call.Text,
            CallbackData = call.CallbackData,
            QuotedMessageId = call.QuotedMessageId,
        });
        TellStatuses(send);
        return new ProviderAnswer(200, Taken(call.Recipient, send).ToJsonString());
    }

    internal ProviderAnswer Take(string phoneNumberId, MarkCall call)
    {
        Marks.Add(sequence => new GraphMark(sequence, time.GetUtcNow(), phoneNumberId, call.MessageId, call.IsTyping));
        return new ProviderAnswer(200, """{"success":true}""");
    }

    private void TellStatuses(GraphSend send)
    {
        var plan = StatusPlan;
        StatusRun.Start(background, plan, time, async (status, cancellation) =>
        {
            var code = status == "failed" ? plan.ErrorCode ?? 131000 : (int?)null;
            var told = Statuses.Add(_ => new GraphStatus(send, status, time.GetUtcNow(), code));
            if (Find(send.PhoneNumberId) is { } account)
                await webhooks.PostAsync(MetaWebhooks.Status(account, told), Retries, cancellation);
        });
    }

    private WhatsAppAccount? Find(string phoneNumberId) =>
        accounts.GetValueOrDefault(phoneNumberId) ?? find?.Invoke(phoneNumberId);

    private static JsonObject Taken(string input, GraphSend send) => new()
    {
        ["messaging_product"] = "whatsapp",
        ["contacts"] = new JsonArray(new JsonObject
        {
            ["input"] = input,
            [WhatsAppIds.IsUserId(send.Recipient) ? "user_id" : "wa_id"] = send.Recipient,
        }),
        ["messages"] = new JsonArray(new JsonObject { ["id"] = send.MessageId, ["message_status"] = "accepted" }),
    };

    private static string Digits(string number) => string.Concat(number.Where(char.IsAsciiDigit));
}
