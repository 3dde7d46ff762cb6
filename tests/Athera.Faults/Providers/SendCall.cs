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

    /// <summary>What the provider notes when it takes the message, whatever it answers; given the id the message got.</summary>
    public Action<string> Note { get; init; } = _ => { };

    /// <summary>The ordinary answer, given the id the message got.</summary>
    public required Func<string, Athera.Lab.Faults.ProviderAnswer> Answer { get; init; }
}

/// <summary>A message a provider took.</summary>
/// <param name="id">The id it got.</param>
/// <param name="taking">Which taking, from 0.</param>
/// <param name="silo">Who had it sent.</param>
/// <param name="at">When it was taken.</param>
/// <param name="conversation">To whom.</param>
/// <param name="position">The message's place in its conversation.</param>
/// <param name="call">The call it came in.</param>
internal sealed class Taken(string id, long taking, int silo, long at, int conversation, int position, SendCall call)
{
    private int _telling;

    public string Id => id;

    public long Taking => taking;

    public int Silo => silo;

    public long At => at;

    public int Conversation => conversation;

    public int Position => position;

    public SendCall Call => call;

    /// <summary>Whether nobody has begun to tell what became of it.</summary>
    public bool BeginTelling() => Interlocked.Exchange(ref _telling, 1) == 0;
}
