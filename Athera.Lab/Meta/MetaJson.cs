using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Athera.Lab.Meta;

/// <summary>
/// Writes JSON byte for byte as Meta puts it on the wire: compact, ASCII only, <c>\u00e9</c> in lower case, <c>\/</c> and
/// <c>\u0040</c>. A receiver that hashes anything but the bytes it was sent fails on such a body.
/// </summary>
internal static class MetaJson
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes(JsonNode json) => Encoding.ASCII.GetBytes(Escape(json.ToJsonString(Compact)));

    private static string Escape(string json)
    {
        var text = new StringBuilder(json.Length + 64);
        for (var index = 0; index < json.Length; index++)
        {
            var character = json[index];
            if (character == '\\') index = CopyEscape(json, index, text);
            else if (character == '/') text.Append("\\/");
            else if (character is '@' or > '~') text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else text.Append(character);
        }

        return text.ToString();
    }

    // The serializer's own escapes stay, with their digits in lower case.
    private static int CopyEscape(string json, int index, StringBuilder text)
    {
        var length = json[index + 1] == 'u' ? 6 : 2;
        text.Append(json.AsSpan(index, 2));
        foreach (var digit in json.AsSpan(index + 2, length - 2)) text.Append(char.ToLowerInvariant(digit));
        return index + length - 1;
    }
}
