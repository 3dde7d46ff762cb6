using System.Collections.Concurrent;
using System.Text;
using Athera.Channels;
using Athera.Messages;

namespace Athera.Tests.Silos;

/// <summary>The same paper by a post office that keeps lists: what an account received can be asked for, unless the office is closed.</summary>
internal sealed class ListedPaper(PaperChannel paper) : IChannel, IReceivedList
{
    private readonly ConcurrentDictionary<ChannelAccountId, ConcurrentQueue<ListedMessage>> _received = new();
    private readonly ConcurrentDictionary<ChannelAccountId, ReceivedPage> _closed = new();

    public string Kind => "listed-paper";

    public string Provider => paper.Provider;

    public IReadOnlyList<ChannelField> Fields => paper.Fields;

    public int DefaultMessagesPerSecond => paper.DefaultMessagesPerSecond;

    public TimeSpan? Window => paper.Window;

    // The sweep of the silo under test calls too; the tests call as often as they like.
    public TimeSpan Interval { get; } = TimeSpan.FromMinutes(1);

    /// <summary>A line of <see cref="PaperChannel"/> stands on the list.</summary>
    public void Put(ChannelAccountId account, string line, DateTimeOffset at)
    {
        var request = new WebhookRequest
        {
            Provider = Provider,
            Account = account,
            Method = "POST",
            Target = "/webhooks/paper",
            Headers = new Dictionary<string, string>(),
            Body = Encoding.UTF8.GetBytes(line),
        };
        var id = line.Split('|')[1];
        var content = new WebhookContent([.. paper.Read(request).Elements.Select(element => element switch
        {
            ReceivedElement e => e with { Message = e.Message with { SentAt = at } },
            UnreadableElement e => e with { ExternalId = id },
            _ => element,
        })]);
        _received.GetOrAdd(account, _ => new()).Enqueue(new ListedMessage(id, at, request, content));
    }

    /// <summary>From now on the list cannot be read, or can again.</summary>
    public void Close(ChannelAccountId account, Fault? why)
    {
        if (why is null)
            _closed.TryRemove(account, out _);
        else
            _closed[account] = new ReceivedPage([], Fault: why);
    }

    // The newest first, two on a page.
    public Task<ReceivedPage> ListReceivedAsync(
        ChannelSettings settings, ChannelAccountId account, ReceivedRange range, CancellationToken cancellation)
    {
        if (_closed.TryGetValue(account, out var closed))
            return Task.FromResult(closed);
        var skip = int.Parse(range.Page ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        var all = (_received.GetValueOrDefault(account) ?? []).Where(m => m.At >= range.Since && m.At <= range.Until)
            .OrderByDescending(m => m.At).ToList();
        return Task.FromResult(new ReceivedPage([.. all.Skip(skip).Take(2)], skip + 2 < all.Count ? $"{skip + 2}" : null));
    }

    public IReadOnlyDictionary<string, string> Check(ChannelSettings settings) => paper.Check(settings);

    public string ProviderAccountId(ChannelSettings settings) => paper.ProviderAccountId(settings);

    public Task<SendOutcome> SendAsync(
        ChannelSettings settings, ChannelAccountId account, SendOrder order, CancellationToken cancellation) =>
        paper.SendAsync(settings, account, order, cancellation);
}
