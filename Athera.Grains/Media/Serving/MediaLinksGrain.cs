using Orleans.Concurrency;

namespace Athera.Media.Serving;

/// <summary>Reads links.</summary>
[StatelessWorker, Reentrant]
internal sealed class MediaLinksGrain(IGrainContext context, LinkSigner signer) : Grain(context), IMediaLinksGrain
{
    /// <inheritdoc/>
    public Task<Result<MediaLink>> Open(string token) =>
        Task.FromResult<Result<MediaLink>>(signer.Open(token) is { } link ? link : Refusal.NotFound);
}
