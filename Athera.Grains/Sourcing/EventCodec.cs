using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Athera.Sourcing;

/// <summary>
/// Writes events of one kind of stream and reads them back: JSON by generated serializers, told apart by a declared name that is
/// stored beside the payload. No type name of the code is ever stored, so types may be renamed and moved.
/// </summary>
/// <typeparam name="TEvent">The base of the stream's events.</typeparam>
public sealed class EventCodec<TEvent> where TEvent : class
{
    private readonly Dictionary<Type, (string Kind, JsonTypeInfo Form)> _byType = [];
    private readonly Dictionary<string, JsonTypeInfo> _byKind = [];

    /// <summary>Declares an event.</summary>
    /// <param name="kind">Its stored name, such as <c>message.received</c>: never change or reuse one.</param>
    /// <param name="form">Its generated serializer.</param>
    public EventCodec<TEvent> Add<T>(string kind, JsonTypeInfo<T> form) where T : TEvent
    {
        _byType.Add(typeof(T), (kind, form));
        _byKind.Add(kind, form);
        return this;
    }

    /// <summary>The declared names.</summary>
    public IReadOnlyCollection<string> Kinds => _byKind.Keys;

    /// <summary>An event's stored name.</summary>
    public string KindOf(TEvent @event) => _byType[@event.GetType()].Kind;

    /// <summary>An event's payload, not yet sealed.</summary>
    public byte[] Encode(TEvent @event) => JsonSerializer.SerializeToUtf8Bytes(@event, _byType[@event.GetType()].Form);

    /// <summary>
    /// Reads an event; <see langword="null"/> for a name this build does not know, which a newer one wrote while both run: such
    /// an event counts in the sequence and changes nothing here.
    /// </summary>
    public TEvent? Decode(string kind, ReadOnlySpan<byte> payload) =>
        _byKind.TryGetValue(kind, out var form) ? (TEvent?)JsonSerializer.Deserialize(payload, form) : null;
}
