using Athera.Journal;
using Athera.Keys;
using Athera.Messages;
using Athera.Orders;

namespace Athera.Conversations;

// Carts become orders. The order's id follows from the message, so however often it is tried there is one.
public sealed partial class ConversationGrain
{
    private async Task PassCartAsync(Conversation state, CartPassing passing)
    {
        try
        {
            if (await MakeOrderAsync(state, passing.Message) is not { } made)
                return;
            var now = await CircumstancesAsync(state.Account);
            for (var reading = 0; reading < MaxReadings; reading++)
            {
                if ((await GetStateAsync()).Carts is not { } owed || owed.First != passing.Message)
                    return;
                var next = owed.Last == owed.First ? null : await NextCartAsync(state, owed);
                var commit = await DecideAsync(
                    s => CartObligation.Passed(s, passing.Message, next, made.Order, made.Fault, now()).Events);
                Follow(commit);
                if (!commit.Durable || commit.Events.Count > 0)
                    return;
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What does not pass by itself is tried again too, for nobody else would notice that an order is missing.
            log.CartNotPassed(Id, passing.Message, e);
        }
    }

    private sealed record MadeOrder(OrderId? Order, string? Fault = null);

    // Nothing where it has to be tried again.
    private async Task<MadeOrder?> MakeOrderAsync(Conversation state, long message)
    {
        var key = await Vault.GetAsync(Key.Tenant, SubjectOf(state), CancellationToken.None);
        // Taken back meanwhile: the words are gone, and what they asked for with them.
        if (await ReadMessageAsync(message) is not { } stored
            || Transcript.Open(Key, stored.Event, key) is not MessageReceived { Content.Cart: not null } received)
            return new MadeOrder(null, CartObligation.TakenBack);
        var id = new MessageId(Id, message);
        var order = await ids.OfAsync(Key.Tenant, "order-of-message", id.ToString(), CancellationToken.None);
        var created = await GrainFactory.Get<IOrderGrain>(Key.Tenant, order).Create(CatalogueOrder.Of(received.Content, state.Contact, id));
        if (created.Granted)
            return new MadeOrder(new OrderId(order));
        if (created.Refusal.Kind == RefusalKind.Unavailable)
            return null;
        log.NoOrderMade(Id, message, created.Refusal.Code);
        return new MadeOrder(null, created.Refusal.Code);
    }

    private async Task<long?> NextCartAsync(Conversation state, OwedCarts owed)
    {
        const int PageSize = 200;
        var key = await Vault.GetAsync(Key.Tenant, SubjectOf(state), CancellationToken.None);
        for (var after = owed.First; after < owed.Last;)
        {
            var page = await Store.ReadStreamAsync(Key.Tenant, Key.Id, after, PageSize, CancellationToken.None);
            if (page.FirstOrDefault(e => IsCart(e, key)) is { } cart)
                return cart.Sequence;
            if (page.Count == 0)
                return null;
            after = page[^1].Sequence;
        }
        return null;
    }

    private bool IsCart(StoredEvent stored, SubjectKey key) =>
        stored.Kind == ConversationForm.Received && Transcript.Open(Key, stored, key) is MessageReceived { IsOrder: true };
}
