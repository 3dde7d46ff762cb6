namespace Athera.Media.Fetching;

/// <summary>
/// Takes committed orders and carries them out, each channel account's files in a lane of its own. What came of it is brought back to
/// the conversation. It holds nothing that is not in the journal.
/// </summary>
public interface IMediaFetcher
{
    /// <summary>Hands over a file to fetch. Never blocks and never fails: a full lane answers "later".</summary>
    void Post(TenantId tenant, ChannelAccountId account, FetchOrder order);

    /// <summary>Hands over files to remove. Never blocks and never fails: what cannot be done now is done when its deadline has passed.</summary>
    void Post(TenantId tenant, RemovalOrder order);
}
