namespace Athera.Fuzz.Mutations;

/// <summary>Bytes cut off, changed, taken out, doubled or put in.</summary>
internal static class ByteMutation
{
    /// <summary>The bytes after one to four of these.</summary>
    public static byte[] Of(ReadOnlySpan<byte> bytes, Random chance)
    {
        var body = bytes.ToArray();
        for (var times = chance.Next(1, 5); times > 0 && body.Length > 0; times--)
        {
            var at = chance.Next(body.Length);
            var end = Math.Min(at + chance.Next(1, 40), body.Length);
            body = chance.Next(6) switch
            {
                0 => body[..at],
                1 => Spliced(body, at, at + 1, [(byte)chance.Next(256)]),
                2 => Spliced(body, at, at + 1, [(byte)(body[at] ^ (1 << chance.Next(8)))]),
                3 => Spliced(body, at, end, []),
                4 => Spliced(body, at, at, body.AsSpan(at, end - at)),
                _ => Spliced(body, at, at, Strangers.Json[chance.Next(Strangers.Json.Count)]),
            };
        }
        return body;
    }

    /// <summary>The bytes with a range of them replaced.</summary>
    public static byte[] Spliced(ReadOnlySpan<byte> bytes, int from, int to, ReadOnlySpan<byte> by) =>
        [.. bytes[..from], .. by, .. bytes[to..]];
}
