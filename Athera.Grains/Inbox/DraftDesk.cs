using Athera.Conversations;
using Microsoft.Extensions.Logging;

namespace Athera.Inbox;

/// <summary>Tells whoever has a conversation open, on whatever silo, what an agent is writing in it.</summary>
public sealed class DraftDesk(IClusterClient cluster, TimeProvider clock, ILogger<DraftDesk> log)
{
    /// <summary>Numbers of one try. A turn that is begun again goes on behind those of the try before.</summary>
    private const int NumbersPerTry = 1 << 24;

    /// <summary>Takes up the pen for a turn.</summary>
    public DraftPen Begin(TenantKey conversation, TurnOrder order) => new(
        (long)order.Try * NumbersPerTry,
        (number, text, isOver, cancellation) => TellAsync(
            conversation.Tenant, new AnswerDraft(new ConversationId(conversation.Id), order.Turn, number, text, isOver), cancellation),
        clock);

    // Best effort by design: whoever hears nothing sees the answer when it is there.
    private async Task TellAsync(TenantId tenant, AnswerDraft draft, CancellationToken cancellation)
    {
        try
        {
            var stream = cluster.GetStreamProvider(InboxStreams.Provider)
                .GetStream<AnswerDraft>(StreamId.Create(InboxStreams.Drafts, tenant.ToString()));
            await stream.OnNextAsync(draft).WaitAsync(cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.DraftNotTold(draft.Conversation.Value, e);
        }
        catch (OperationCanceledException) when (draft.IsOver)
        {
            // The feed tells that the turn has ended.
        }
    }
}
