using Athera.FaultRuns.Customers;

namespace Athera.FaultRuns.Providers;

/// <summary>A call that asks for a message to be sent.</summary>
internal sealed record SendCall
{
    /// <summary>Whose account.</summary>
    public required int Tenant { get; init; }

    /// <summary>Which provider.</summary>
    public required bool Twilio { get; init; }

    /// <summary>The customer's number.</summary>
    public required string Recipient { get; init; }

    /// <summary>Athera's id of the message, which came in the provider's opaque field.</summary>
    public required string Reference { get; init; }

    /// <summary>The customer's messages its text names.</summary>
    public required IReadOnlyList<Nonce> Nonces { get; init; }

    /// <summary>The address statuses are to be told at, where the call names one.</summary>
    public string? StatusUrl { get; init; }

    /// <summary>The ordinary answer, given the id the message got.</summary>
    public required Func<string, Athera.Lab.Faults.ProviderAnswer> Answer { get; init; }
}

/// <summary>A message a provider took.</summary>
internal sealed record Taken(string Id, long Taking, int Conversation, int Position, SendCall Call);
