using Athera.Channels;

namespace Athera.Quarantine;

/// <summary>A piece of a signed webhook that could not be read. Key: tenant and quarantine id.</summary>
[Alias("Athera.IQuarantinedGrain")]
public interface IQuarantinedGrain : IGrainWithStringKey
{
    /// <summary>Keeps it. Keeping the same piece again changes nothing.</summary>
    [Alias("Keep")]
    Task<Result<Done>> Keep(UnreadPiece piece);

    /// <summary>Reads it again, with what Athera can read by now; what it held is then brought to its owners and it leaves the quarantine.</summary>
    [Alias("Retry")]
    Task<Result<QuarantinedView>> Retry();

    /// <summary>Throws it away.</summary>
    [Alias("Discard")]
    Task<Result<Done>> Discard();
}

/// <summary>All quarantined pieces of a tenant. Key: the tenant's collection.</summary>
[Alias("Athera.IQuarantineGrain")]
public interface IQuarantineGrain : IGrainWithStringKey
{
    /// <summary>A page of them, in the order of their ids.</summary>
    [Alias("List")]
    Task<Page<QuarantinedView>> List(string? after, int limit);
}

/// <summary>What could not be read.</summary>
/// <param name="Request">The request it came in, cut down to this piece.</param>
/// <param name="Account">The account it is for, if that could be read.</param>
/// <param name="Reason">Why it could not be read.</param>
/// <param name="ExternalId">The provider's id of the message it is, if that could be read.</param>
/// <param name="Conversation">Instead of a piece of a webhook: a conversation that cannot do what is due.</param>
[GenerateSerializer, Immutable, Alias("Athera.UnreadPiece")]
public sealed record UnreadPiece(
    [property: Id(0)] WebhookRequest Request, [property: Id(1)] ChannelAccountId? Account, [property: Id(2)] string Reason,
    [property: Id(3)] string? ExternalId = null, [property: Id(4)] ConversationId? Conversation = null)
{
    /// <summary>Says the reason only.</summary>
    public override string ToString() => $"UnreadPiece({Reason})";
}

/// <summary>A quarantined piece as shown to the tenant's admin.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Provider">Who sent it.</param>
/// <param name="Account">The account it is for, if known.</param>
/// <param name="Reason">Why it could not be read.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="Retries">How often it was read again.</param>
/// <param name="Conversation">
/// The conversation that cannot do what is due, since what is stored of it cannot be read; then nothing of it is kept here, and the
/// provider is <c>athera</c>.
/// </param>
[GenerateSerializer, Immutable, Alias("Athera.QuarantinedView")]
public sealed record QuarantinedView(
    [property: Id(0)] QuarantineId Id, [property: Id(1)] string Provider, [property: Id(2)] ChannelAccountId? Account,
    [property: Id(3)] string Reason, [property: Id(4)] DateTimeOffset ReceivedAt, [property: Id(5)] int Bytes,
    [property: Id(6)] int Retries, [property: Id(7)] ConversationId? Conversation = null);
