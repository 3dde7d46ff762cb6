namespace Athera.Tools;

/// <summary>How much a tenant's own tools may be.</summary>
public static class ToolLimits
{
    /// <summary>Most tools and servers of a tenant.</summary>
    public const int MaxTools = 32;

    /// <summary>Most tools that are taken over from one server.</summary>
    public const int MaxOffered = 25;

    /// <summary>Longest name of a tool, in characters.</summary>
    public const int MaxName = 64;

    /// <summary>Longest description, in characters: what a model is told of a tool.</summary>
    public const int MaxDescription = 1024;

    /// <summary>Longest address or template of one, in characters.</summary>
    public const int MaxUrl = 2048;

    /// <summary>Most headers, and most secret ones.</summary>
    public const int MaxHeaders = 16;

    /// <summary>Longest name of a header, in characters.</summary>
    public const int MaxHeaderName = 64;

    /// <summary>Longest value of a header, in characters.</summary>
    public const int MaxHeaderValue = 4096;

    /// <summary>Longest body template or schema, in characters of JSON.</summary>
    public const int MaxJson = 16 * 1024;

    /// <summary>Longest arguments of a call, in characters of JSON.</summary>
    public const int MaxArguments = 8_000;

    /// <summary>Longest time a call may take, in seconds.</summary>
    public const int MaxTimeoutSeconds = 20;

    /// <summary>Largest answer that can be asked for, in bytes.</summary>
    public const int MaxAnswerBytes = 256 * 1024;
}
