using System.Text.Json;

namespace Athera.Channels.Meta;

/// <summary>One webhook while it is read: what was found so far, and how to keep what could not be read.</summary>
/// <param name="root">The whole document.</param>
/// <param name="body">Its bytes.</param>
internal sealed class MetaReading(JsonElement root, ReadOnlyMemory<byte> body)
{
    // Graph documents batches of up to 1000 updates. A tenant can sign a body of its own app, so what one costs is limited here.
    private const int MostElements = 5000;

    private readonly List<WebhookElement> _elements = [];

    /// <summary>What was found, in its order.</summary>
    public IReadOnlyList<WebhookElement> Elements => _elements;

    /// <summary>Whether no more is taken in; then the whole body is kept as one unreadable element after those that were read.</summary>
    public bool IsFull => _elements.Count > MostElements;

    /// <summary>Adds an element.</summary>
    public void Add(WebhookElement element)
    {
        if (_elements.Count < MostElements)
            _elements.Add(element);
        else if (!IsFull)
            _elements.Add(new UnreadableElement(null, UnreadableReasons.TooLarge, body));
    }

    /// <summary>Keeps what cannot be read.</summary>
    public void AddUnreadable(string? account, string reason, CompactJson raw) =>
        Add(new UnreadableElement(account, reason, raw.Bytes));

    /// <summary>A body with this entry only.</summary>
    public CompactJson BodyOf(JsonElement entry) =>
        Object().Add(entry).Add("]}"u8);

    /// <summary>A body with this one element of a list of the entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="list">Name of the list.</param>
    /// <param name="item">Writes the element.</param>
    public CompactJson BodyOf(JsonElement entry, ReadOnlySpan<byte> list, Action<CompactJson> item)
    {
        var raw = Object().Add("{\"id\":"u8).Add(entry.Member("id"u8))
            .Add(",\"time\":"u8).Add(entry.Member("time"u8))
            .Add(",\""u8).Add(list).Add("\":["u8);
        item(raw);
        return raw.Add("]}]}"u8);
    }

    private CompactJson Object() =>
        new CompactJson().Add("{\"object\":"u8).Add(root.Member("object"u8)).Add(",\"entry\":["u8);
}
