using Athera.Channels;
using Athera.Channels.Files;
using Athera.Keys;
using Athera.Media.Blobs;
using Athera.Media.Content;
using Athera.Media.Pictures;
using Athera.Media.Sealing;
using Athera.Messages;
using Microsoft.Extensions.Logging;

namespace Athera.Media.Fetching;

/// <summary>Brings one file from its provider into the store: asks, looks at what comes, seals it on the way, and makes the small picture.</summary>
internal sealed class FileFetch(SealedBlobs blobs, Thumbnails thumbnails, TimeProvider clock, ILogger<FileFetch> log)
{
    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(10);

    /// <summary>Never throws for anything the provider, the network or the store does: that is a report.</summary>
    /// <param name="account">The account; <see langword="null"/> when it was removed.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="order">The file.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<MediaReport> RunAsync(ConnectedAccount? account, TenantId tenant, FetchOrder order, CancellationToken cancellation)
    {
        if (account is null)
            return Failed(order, new Fault(MediaFaults.AccountRemoved));
        if (account.Channel.Media is not { } source)
            return Failed(order, new Fault(MediaFaults.NotOffered));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var left = order.Deadline - clock.GetUtcNow();
        if (left <= TimeSpan.Zero)
            return PutOff(order, TimeSpan.Zero);
        using var timer = clock.CreateTimer(static given => ((CancellationTokenSource)given!).Cancel(), deadline, left, Timeout.InfiniteTimeSpan);
        try
        {
            return await FetchAsync(source, account.Settings, tenant, order, deadline.Token);
        }
        catch (ContentRefusedException refused)
        {
            return refused.Fault == MediaFaults.Damaged
                ? Again(order, source, new Fault(refused.Fault), null)
                : Failed(order, new Fault(refused.Fault));
        }
        catch (KeyMissingException)
        {
            // The contact was erased: there is nobody whose file it could be.
            return Failed(order, new Fault(MediaFaults.Expired));
        }
        catch (Exception failed) when (failed is BlobStoreException or Journal.StoreUnavailableException)
        {
            log.StoreRefused(failed);
            return PutOff(order, StorePause);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
        {
            return cancellation.IsCancellationRequested
                ? PutOff(order, TimeSpan.Zero)
                : Again(order, source, new Fault(MediaFaults.Unreachable), null);
        }
    }

    private async Task<MediaReport> FetchAsync(
        IMediaSource source, ChannelSettings settings, TenantId tenant, FetchOrder order, CancellationToken cancellation)
    {
        var limit = KindRules.LimitOf(order.Part.Kind);
        await using var answer = await source.OpenAsync(settings, order.Part, limit, cancellation);
        if (answer.Content is not { } content)
            return answer.IsFinal ? Failed(order, answer.Fault!) : Again(order, source, answer.Fault!, answer.RetryAfter);
        var name = new BlobName(tenant, order.Contact.Value, MediaBlobs.OfMessage(order.Message, order.Index));
        using var check = new ContentCheck(
            order.Part.Kind, order.Part.ContentType ?? answer.ContentType, limit, answer.Sha256 ?? Sha256Text.Read(order.Part.Sha256));
        await blobs.PutAsync(name, content, check, cancellation);
        return order.Report(MediaState.Stored) with
        {
            ContentType = check.ContentType,
            Bytes = check.Bytes,
            Blob = name.Id.ToString(),
            HasThumbnail = await thumbnails.MakeAsync(name, check.ContentType, check.Bytes, cancellation),
        };
    }

    private MediaReport Again(FetchOrder order, IMediaSource source, Fault fault, TimeSpan? asked) =>
        FetchRules.Wait(fault.Code, order.Try, order.Since, source.Lifetime, asked, clock.GetUtcNow()) is { } wait
            ? order.Report(MediaState.Pending) with { Fault = fault, RetryAfter = wait }
            : Failed(order, fault);

    private static MediaReport Failed(FetchOrder order, Fault fault) => order.Report(MediaState.Failed) with { Fault = fault };

    private static MediaReport PutOff(FetchOrder order, TimeSpan wait) =>
        order.Report(MediaState.Pending) with { RetryAfter = wait, NotCalled = true };
}
