namespace Athera.Knowledge.Documents;

/// <summary>What reading a source may cost. Section <c>Athera:Knowledge:Reading</c>.</summary>
public sealed class ReadingOptions
{
    /// <summary>The section these are read from.</summary>
    public const string Section = "Athera:Knowledge:Reading";

    /// <summary>
    /// Time for one source, default 15 s; then its process is killed. With <see cref="Patience"/> and a commit it has to stay within the
    /// 30 s after which a grain call is given up.
    /// </summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a source waits for its turn, default 5 s.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Sources read at once on a silo, default 1: each may take 256 MB for as long as it is read.</summary>
    public int AtOnce { get; set; } = 1;

    /// <summary>Sources that may wait, default 8; more are refused as unavailable.</summary>
    public int Waiting { get; set; } = 8;
}
