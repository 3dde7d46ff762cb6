namespace Athera.Lab.Wire;

/// <summary>How a provider repeats a webhook that was not accepted.</summary>
public sealed record RetrySchedule
{
    /// <summary>
    /// Meta: until exactly 200, with growing pauses. The real one starts slower and goes on for seven days; here the
    /// pauses are 0.1 s doubling up to 10 s, so that an outage of seconds is made good within seconds.
    /// </summary>
    public static RetrySchedule UntilOk { get; } = new() { Attempts = int.MaxValue };

    /// <summary>One try, whose success is exactly 200.</summary>
    public static RetrySchedule Once { get; } = new() { Attempts = 1 };

    /// <summary>Twilio's inbound messages: one try, any 2xx is success. What is not taken then is lost.</summary>
    public static RetrySchedule TwilioInbound { get; } = new() { Attempts = 1, AnySuccess = true };

    /// <summary>Twilio's status callbacks: two tries, any 2xx is success.</summary>
    public static RetrySchedule TwilioCallback { get; } = new() { Attempts = 2, AnySuccess = true };

    /// <summary>How many tries in all.</summary>
    public required int Attempts { get; init; }

    /// <summary>Whether every 2xx counts. Meta's documents name 200 only.</summary>
    public bool AnySuccess { get; init; }

    /// <summary>Pause after the first failed try; it doubles after each further one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The pause never grows above this.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one try waits for the answer. Twilio gives 15 s, Meta somewhat less.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(15);

    internal bool Accepts(int? status) => AnySuccess ? status is >= 200 and < 300 : status is 200;

    /// <summary>The pause after the given try, counted from 1.</summary>
    public TimeSpan PauseAfter(int attempt)
    {
        var doublings = Math.Min(attempt - 1, 20);
        var pause = FirstPause * (1 << doublings);
        return pause < LongestPause ? pause : LongestPause;
    }
}
