using System.Text;

namespace Athera.Channels.Twilio;

/// <summary>
/// A form body, decoded once to bytes. The signature is made over the decoded bytes and the text is read from them, so nothing passes
/// through a string that might not come back the same.
/// </summary>
internal sealed class TwilioForm
{
    // The largest real body, a WhatsApp text of 1600 characters from an advertisement, is about 30 KB in some 50 fields.
    private const int LongestBody = 256 * 1024, MostFields = 1024;

    private readonly byte[] _bytes;
    private readonly List<Field> _fields;

    private TwilioForm(byte[] bytes, List<Field> fields)
    {
        _bytes = bytes;
        _fields = fields;
    }

    /// <summary>A form without fields.</summary>
    public static TwilioForm Empty { get; } = new([], []);

    /// <summary>Reads a body; <see langword="null"/> if it is larger than Twilio sends.</summary>
    public static TwilioForm? Parse(ReadOnlySpan<byte> body)
    {
        if (body.Length > LongestBody || body.Count((byte)'&') >= MostFields)
            return null;
        var bytes = new byte[body.Length];
        var fields = new List<Field>();
        var written = 0;
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty)
                continue;
            var equals = pair.IndexOf((byte)'=');
            var start = written;
            written += Decode(equals < 0 ? pair : pair[..equals], bytes.AsSpan(written));
            var middle = written;
            written += Decode(equals < 0 ? default : pair[(equals + 1)..], bytes.AsSpan(written));
            fields.Add(new Field(start, middle, written));
        }
        return new TwilioForm(bytes, fields);
    }

    /// <summary>The first value of a field, or <see langword="null"/> if it is missing.</summary>
    public string? this[ReadOnlySpan<byte> name]
    {
        get
        {
            foreach (var field in _fields)
                if (Key(field).SequenceEqual(name))
                    return Encoding.UTF8.GetString(Value(field));
            return null;
        }
    }

    /// <summary>
    /// What a signature covers of it: every key and value, without anything between, sorted by key and then by value; a value that is
    /// repeated counts once.
    /// </summary>
    public byte[] SignedText()
    {
        var sorted = _fields.ToArray();
        Array.Sort(sorted, Compare);
        var text = new byte[_bytes.Length];
        var length = 0;
        for (var at = 0; at < sorted.Length; at++)
        {
            if (at > 0 && Compare(sorted[at - 1], sorted[at]) == 0)
                continue;
            var pair = _bytes.AsSpan(sorted[at].Start..sorted[at].End);
            pair.CopyTo(text.AsSpan(length));
            length += pair.Length;
        }
        return text[..length];
    }

    private int Compare(Field one, Field other) =>
        Key(one).SequenceCompareTo(Key(other)) is not 0 and var byKey ? byKey : Value(one).SequenceCompareTo(Value(other));

    private ReadOnlySpan<byte> Key(Field field) => _bytes.AsSpan(field.Start..field.Middle);

    private ReadOnlySpan<byte> Value(Field field) => _bytes.AsSpan(field.Middle..field.End);

    private static int Decode(ReadOnlySpan<byte> text, Span<byte> target)
    {
        var length = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && at + 2 < text.Length
                && char.IsAsciiHexDigit((char)text[at + 1]) && char.IsAsciiHexDigit((char)text[at + 2]))
            {
                target[length++] = (byte)(Digit(text[at + 1]) << 4 | Digit(text[at + 2]));
                at += 2;
            }
            else
                target[length++] = text[at] == '+' ? (byte)' ' : text[at];
        }
        return length;
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;

    private readonly record struct Field(int Start, int Middle, int End);
}
