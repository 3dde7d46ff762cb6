using Athera.Channels;
using Athera.Journal;
using Athera.Knowledge;
using Athera.Quarantine;
using Athera.Sourcing;
using Athera.Tools;
using Microsoft.Extensions.Logging;

namespace Athera.Conversations;

/// <summary>
/// Calls the owner of due work. One that fails again and again for a reason that does not pass is called ever more rarely, and its
/// tenant's admin is shown it; it must not keep the sweep from the others, nor be forgotten.
/// </summary>
public sealed class WakeCalls(IGrainFactory grains, StuckConversations stuck, TimeProvider clock, ILogger<WakeCalls> log)
{
    private readonly FailedWakes _failed = new();

    /// <summary>Calls, and says when to call next if that is not when the owner's own appends say.</summary>
    /// <param name="wake">What is due.</param>
    /// <param name="patience">How long to wait for the owner.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<DateTimeOffset?> CallAsync(DueWake wake, TimeSpan patience, CancellationToken cancellation)
    {
        try
        {
            var next = await OwnerAsync(wake).WaitAsync(patience, clock, cancellation);
            if (_failed.Succeeded(wake) && wake.Category == StreamCategory.Conversation)
                await stuck.ReleaseAsync(wake.Tenant, new ConversationId(wake.Stream));
            return next;
        }
        catch (Exception e) when (!Trouble.Passes(e))
        {
            var failures = _failed.Failed(wake);
            if (failures == FailedWakes.Limit)
                await TellAsync(wake, e);
            return clock.GetUtcNow() + FailedWakes.Pause(failures);
        }
    }

    private async Task<DateTimeOffset?> OwnerAsync(DueWake wake)
    {
        if (wake.Category == StreamCategory.ChannelAccount)
            return await grains.Get<IReconcilerGrain>(wake.Tenant, wake.Stream).Wake();
        if (wake.Category == StreamCategory.Article)
            return await grains.Get<IArticleKeeper>(wake.Tenant, wake.Stream).Wake();
        if (wake.Category == StreamCategory.Tool)
            return await grains.Get<IToolGrain>(wake.Tenant, wake.Stream).Wake();
        await grains.Get<IConversationGrain>(wake.Tenant, wake.Stream).Wake();
        return null;
    }

    private async Task TellAsync(DueWake wake, Exception failure)
    {
        log.Stuck(wake.Category, wake.Stream, wake.Tenant.Value, failure);
        if (wake.Category == StreamCategory.Conversation)
            await stuck.ParkAsync(wake.Tenant, new ConversationId(wake.Stream));
    }
}
