using System.Text.Json;

namespace Athera.Fuzz.Mutations;

/// <summary>
/// Where in a JSON text its values stand, so that one can be put in place of another by copying bytes: quick, and the rest stays as it
/// was written.
/// </summary>
internal sealed class JsonParts
{
    private readonly ReadOnlyMemory<byte> _text;
    private readonly List<(int Start, int End)> _values = [], _names = [];

    private JsonParts(ReadOnlyMemory<byte> text) => _text = text;

    /// <summary>Finds the parts of a text, which is good JSON.</summary>
    public static JsonParts Of(ReadOnlyMemory<byte> text)
    {
        var parts = new JsonParts(text);
        var reader = new Utf8JsonReader(text.Span);
        var open = new Stack<int>();
        while (reader.Read())
        {
            var (start, end) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    // Without the colon behind it.
                    parts._names.Add((start, start + reader.ValueSpan.Length + 2));
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push(start);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    parts._values.Add((open.Pop(), end));
                    break;
                default:
                    parts._values.Add((start, end));
                    break;
            }
        }
        return parts;
    }

    /// <summary>Every value, as it is written.</summary>
    public IEnumerable<byte[]> Values() => _values.Select(value => _text[value.Start..value.End].ToArray());

    /// <summary>The text with one to four of its parts replaced, doubled or renamed.</summary>
    /// <param name="values">What may stand in their place.</param>
    /// <param name="chance">Which and how.</param>
    public byte[] Mutated(IReadOnlyList<byte[]> values, Random chance)
    {
        var changes = new List<(int Start, int End, byte[] By)>();
        for (var times = chance.Next(1, 5); times > 0; times--)
        {
            var isName = chance.Next(5) == 0;
            var part = isName ? _names[chance.Next(_names.Count)] : _values[chance.Next(_values.Count)];
            var was = _text.Span[part.Start..part.End];
            changes.Add((part.Start, part.End, isName ? "\"gone\""u8.ToArray() : chance.Next(8) switch
            {
                0 => [.. was, (byte)',', .. was],
                1 => [(byte)'[', .. was, (byte)']'],
                2 => [.. "{\"x\":"u8, .. was, (byte)'}'],
                _ => values[chance.Next(values.Count)],
            }));
        }
        // From the end, and only what no later change has touched.
        byte[] text = _text.ToArray();
        var limit = text.Length;
        foreach (var (start, end, by) in changes.OrderByDescending(change => change.Start))
        {
            if (end > limit)
                continue;
            text = ByteMutation.Spliced(text, start, end, by);
            limit = start;
        }
        return text;
    }
}
