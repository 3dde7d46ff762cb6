using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Athera.Channels.Meta;

/// <summary>
/// Puts JSON together from elements as they came, less the blanks between them. They are copied and never written anew, so numbers,
/// escapes and even broken text stay what they were.
/// </summary>
internal sealed class CompactJson
{
    private readonly ArrayBufferWriter<byte> _bytes = new(512);

    /// <summary>The bytes so far.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    /// <summary>An element alone.</summary>
    public static string Of(JsonElement element) => Encoding.UTF8.GetString(new CompactJson().Add(element).Bytes.Span);

    /// <summary>Adds JSON as it is.</summary>
    public CompactJson Add(ReadOnlySpan<byte> json)
    {
        _bytes.Write(json);
        return this;
    }

    /// <summary>Adds an element; <c>null</c> for one that is not there.</summary>
    public CompactJson Add(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Undefined)
            return Add("null"u8);
        var json = JsonMarshal.GetRawUtf8Value(element);
        var target = _bytes.GetSpan(json.Length);
        var length = 0;
        bool quoted = false, escaped = false;
        foreach (var letter in json)
        {
            if (!quoted && letter is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
                continue;
            target[length++] = letter;
            if (letter == '"' && !escaped)
                quoted = !quoted;
            escaped = letter == '\\' && !escaped;
        }
        _bytes.Advance(length);
        return this;
    }
}
