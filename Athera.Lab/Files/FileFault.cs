namespace Athera.Lab.Files;

/// <summary>One way in which fetching a file can go wrong.</summary>
public sealed record FileFault
{
    /// <summary>Nothing goes wrong.</summary>
    public static FileFault None { get; } = new();

    /// <summary>There is no such file, now.</summary>
    public static FileFault NotFound { get; } = new() { Status = 404 };

    /// <summary>The bytes are not those the checksum is of.</summary>
    public static FileFault Changed { get; } = new() { Changes = true };

    /// <summary>The connection is cut in the middle of the file.</summary>
    public static FileFault CutOff { get; } = new() { CutsOff = true };

    /// <summary>The status instead of the file.</summary>
    public int? Status { get; private init; }

    /// <summary>One byte is another.</summary>
    public bool Changes { get; private init; }

    /// <summary>Half of it comes.</summary>
    public bool CutsOff { get; private init; }

    /// <summary>Where the caller is sent instead.</summary>
    public Uri? Location { get; private init; }

    /// <summary>More bytes than any file has, without saying how many.</summary>
    public long? Flood { get; private init; }

    /// <summary>Wait before the file comes, with half of it already sent.</summary>
    public TimeSpan Pause { get; private init; }

    /// <summary>The caller is sent to another address.</summary>
    public static FileFault Redirect(Uri location) => new() { Status = 302, Location = location };

    /// <summary>So many bytes come.</summary>
    public static FileFault TooLarge(long bytes) => new() { Flood = bytes };

    /// <summary>Half of it comes, and the rest much later.</summary>
    public static FileFault Slow(TimeSpan pause) => new() { Pause = pause };
}
