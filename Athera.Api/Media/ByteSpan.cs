using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Athera.Api.Media;

/// <summary>The part of a file that a request asks for (RFC 9110, 14). Only one part is given at a time; a request for several gets all.</summary>
/// <param name="From">The first byte.</param>
/// <param name="To">The last byte.</param>
internal readonly record struct ByteSpan(long From, long To)
{
    /// <summary>Nothing of it is in the file.</summary>
    public bool IsOutside => From > To;

    /// <summary>What is asked for, or <see langword="null"/>: the whole file.</summary>
    public static ByteSpan? Read(StringValues header, long size)
    {
        if (header.Count != 1 || !RangeHeaderValue.TryParse(header.ToString(), out var range) || range.Unit != "bytes"
            || range.Ranges.Count != 1)
            return null;
        var asked = range.Ranges.First();
        if (asked.From is not { } from)
            return asked.To is { } last and > 0 ? new ByteSpan(Math.Max(0, size - last), size - 1) : new ByteSpan(0, -1);
        return from >= size ? new ByteSpan(0, -1) : new ByteSpan(from, Math.Min(asked.To ?? long.MaxValue, size - 1));
    }
}
