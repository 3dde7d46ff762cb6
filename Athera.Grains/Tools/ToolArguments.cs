using System.Globalization;

namespace Athera.Tools;

/// <summary>What tools say of their arguments.</summary>
internal static class ToolArguments
{
    /// <summary>The fault of arguments that are not as the schema wants them.</summary>
    public const string Invalid = "invalid_arguments";

    /// <summary>A time with its offset from UTC.</summary>
    public static bool TryTime(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (text is null)
            return true;
        var clock = text.IndexOf('T');
        if (clock < 0 || text.AsSpan(clock).IndexOfAny('Z', '+', '-') < 0
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var read))
            return false;
        time = read.ToUniversalTime();
        return true;
    }
}
