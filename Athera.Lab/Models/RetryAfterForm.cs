namespace Athera.Lab.Models;

/// <summary>The ways a 429 says how long to wait; services differ, and the first listed is the one to prefer.</summary>
public enum RetryAfterForm
{
    /// <summary><c>retry-after-ms</c>, milliseconds.</summary>
    Milliseconds,

    /// <summary><c>x-ms-retry-after-ms</c>, milliseconds.</summary>
    MicrosoftMilliseconds,

    /// <summary><c>Retry-After</c>, whole seconds.</summary>
    Seconds,

    /// <summary><c>Retry-After</c>, an HTTP date.</summary>
    Date,

    /// <summary>No header at all.</summary>
    None,
}
