using System.Collections.Immutable;

namespace Athera.Lab.Wire;

/// <summary>Which delivery statuses a provider reports after it has taken a message, and how.</summary>
public sealed record StatusPlan
{
    /// <summary>The message is taken and never heard of again.</summary>
    public static StatusPlan Off { get; } = new() { Statuses = [] };

    /// <summary>Sent, delivered, read.</summary>
    public static StatusPlan Read { get; } = new() { Statuses = ["sent", "delivered", "read"] };

    /// <summary>Sent, delivered: an SMS knows no more.</summary>
    public static StatusPlan Delivered { get; } = new() { Statuses = ["sent", "delivered"] };

    /// <summary>The statuses in their order, in the provider's words.</summary>
    public required ImmutableArray<string> Statuses { get; init; }

    /// <summary>Pause before each status.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>
    /// Whether a status waits until the one before it was accepted. The real providers promise no order: without it each is
    /// posted on its own and they overtake each other.
    /// </summary>
    public bool InOrder { get; init; } = true;

    /// <summary>How often each status is posted; providers repeat themselves.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>The provider's error code, told with <c>failed</c> or <c>undelivered</c>.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>The message fails after it was taken, with the provider's code.</summary>
    public static StatusPlan Fails(int code) => new() { Statuses = ["failed"], ErrorCode = code };
}
