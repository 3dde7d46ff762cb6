using System.Text;

namespace Athera.Fuzz.Mutations;

/// <summary>What does not belong where it is put.</summary>
internal static class Strangers
{
    /// <summary>JSON of every type, and at the edges of each.</summary>
    public static IReadOnlyList<byte[]> Json { get; } =
    [
        .. new[]
        {
            "null", "true", "false", "0", "-1", "1e400", "-1e-400", "9223372036854775808", "12025550143", "1.5", "\"\"", "\"x\"", "\"0\"",
            "\"\\ud83d\"", "\"\\udc00x\"", "\"\\u0000\"", "\"99999999999999999999\"", "[]", "{}", "[[]]", "[null]", "{\"id\":1}",
            "{\"id\":{}}", "{\"\\ud800\":1}", "{\"mid\":\"m\"}", $"\"{new string('x', 600)}\"", $"\"{new string('y', 5000)}\"",
            $"\"{new string('€', 3000)}\"", new string('[', 30) + new string(']', 30), new string('[', 70) + new string(']', 70),
            "[" + string.Join(',', Enumerable.Repeat("{}", 300)) + "]", "nul", "\"", "{", "]", ",", "\uFEFF1", "NaN", "'x'", "01",
        }.Select(Encoding.UTF8.GetBytes),
        [0x22, 0xFF, 0xFE, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x00], [0x22, 0x01, 0x22],
    ];

    /// <summary>Values of a form field.</summary>
    public static IReadOnlyList<byte[]> Form { get; } =
    [
        .. new[]
        {
            "", "=", "%", "%%", "%4", "%zz", "%00", "%FF%FE", "%C3", "%ED%A0%80", "+", "++", "-1", "0", "1e400", "NaN", "99999999999999999999",
            "text", "image", "location", "reaction", "order", "whatsapp:", "whatsapp:+", "whatsapp:US.1", "messenger:1", "READ", "failed",
            "delivered", "%F0%9F%98%80", new('7', 600), new('%', 300), new('a', 6000),
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Bytes of no meaning.</summary>
    public static byte[] Bytes(Random chance)
    {
        var bytes = new byte[chance.Next(400)];
        chance.NextBytes(bytes);
        return bytes;
    }
}
