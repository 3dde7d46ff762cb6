namespace Athera.Tests.Lab;

/// <summary>How long a test waits for what must happen: far more than it takes, so that only a fault reaches it.</summary>
internal static class Soon
{
    public static TimeSpan Enough { get; } = TimeSpan.FromSeconds(20);
}
