using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Athera.Channels;
using Athera.Contacts;
using Athera.Messages;

namespace Athera.Tests.Silos;

/// <summary>
/// A channel on paper: what is sent lies in a tray, and what a call comes to is decided by the test. A webhook is a line for each
/// element: <c>number|id|sender|text</c>, or <c>number|?</c> for one that cannot be read.
/// </summary>
internal sealed class PaperChannel : IChannel, IWebhookProtocol
{
    public const string Secret = "paper-secret";

    private readonly Channel<SendOrder> _tray = System.Threading.Channels.Channel.CreateUnbounded<SendOrder>();
    private readonly ConcurrentDictionary<string, Func<SendOrder, CancellationToken, Task<SendOutcome>>> _answers = new();
    private readonly ConcurrentDictionary<ChannelAccountId, ConcurrentQueue<SendOrder>> _sent = new();

    public string Kind => "paper";

    public string Provider => "paper";

    public IReadOnlyList<ChannelField> Fields { get; } =
        [new("number", Required: true, Secret: false), new("secret", Required: true, Secret: true)];

    public int DefaultMessagesPerSecond => 1000;

    public TimeSpan? Window => TimeSpan.FromHours(24);

    public string SecretField => "secret";

    public string? VerifyTokenField => null;

    public IReadOnlyList<string> SharedSecrets => [Secret];

    public bool CarriesManyAccounts => true;

    public WebhookReply Accepted { get; } = new(200);

    public bool Redelivers { get; set; } = true;

    public string? SenderOf(WebhookRequest request) => Encoding.UTF8.GetString(request.Body.Span).Split('|') is [_, _, var sender, _] ? sender : null;

    /// <summary>What contacts were shown beside messages.</summary>
    public PaperSigns Signs { get; } = new();

    public ISignals? Signals => Signs;

    /// <summary>What became readable since.</summary>
    public bool ReadsQuestionMarks { get; set; }

    /// <summary>From now on calls for this number come to this.</summary>
    public void Answer(string number, Func<SendOrder, CancellationToken, Task<SendOutcome>> answer) => _answers[number] = answer;

    /// <summary>Calls made for an account, in order.</summary>
    public IReadOnlyList<SendOrder> Sent(ChannelAccountId account) => [.. _sent.GetValueOrDefault(account) ?? []];

    public IReadOnlyDictionary<string, string> Check(ChannelSettings settings) => new Dictionary<string, string>();

    public string ProviderAccountId(ChannelSettings settings) => $"paper:{settings["number"]}";

    public async Task<SendOutcome> SendAsync(
        ChannelSettings settings, ChannelAccountId account, SendOrder order, CancellationToken cancellation)
    {
        _sent.GetOrAdd(account, _ => new()).Enqueue(order);
        _tray.Writer.TryWrite(order);
        return _answers.TryGetValue(settings["number"]!, out var answer)
            ? await answer(order, cancellation)
            : SendOutcome.Accepted($"out-{order.Message}-{order.Attempt}");
    }

    public WebhookReply? Handshake(WebhookRequest request, IReadOnlyList<string> verifyTokens) => null;

    public bool Proves(WebhookRequest request, ProofContext context) =>
        request.Headers.TryGetValue("x-secret", out var secret) && context.Secrets.Contains(secret);

    public WebhookContent Read(WebhookRequest request) => new(
        [.. Encoding.UTF8.GetString(request.Body.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ReadLine)]);

    public ReadOnlyMemory<byte> Alone(WebhookRequest request, string externalId) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(request.Body.Span).Split('\n').First(line => line.Split('|')[1] == externalId));

    private WebhookElement ReadLine(string line)
    {
        var parts = line.Split('|');
        if (parts[1] == "?" && !ReadsQuestionMarks)
            return new UnreadableElement($"paper:{parts[0]}", UnreadableReasons.UnknownType, Encoding.UTF8.GetBytes(line));
        return new ReceivedElement($"paper:{parts[0]}", new InboundMessage
        {
            From = [new Address(AddressKind.Other, parts[1] == "?" ? "somebody" : parts[2])],
            ExternalId = parts[1] == "?" ? line : parts[1],
            Content = MessageContent.OfText(parts[1] == "?" ? "read at last" : parts[3]),
        });
    }
}
