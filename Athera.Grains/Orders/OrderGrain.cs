using Athera.Contacts;
using Athera.Journal;
using Athera.Keys;
using Athera.Sourcing;
using Orleans.Concurrency;

namespace Athera.Orders;

/// <summary>An order, sealed under its contact's key.</summary>
[Reentrant]
public sealed class OrderGrain(IGrainContext context, KnownContacts contacts)
    : EntityGrain<Order, OrderEvent>(context, StreamCategory.Order), IOrderGrain
{
    private static readonly Refusal ExternalIdTaken = new(
        RefusalKind.Conflict, "external_id_taken", "The external id belongs to another order.");

    private OrderId Id => new(Key.Id);

    /// <inheritdoc/>
    protected override Order Empty => Order.Empty;

    /// <inheritdoc/>
    protected override EventCodec<OrderEvent> Codec => OrderForm.Events;

    /// <inheritdoc/>
    protected override int SnapshotVersion => OrderForm.SnapshotVersion;

    /// <inheritdoc/>
    public async Task<Result<OrderView>> Create(CreateOrder command)
    {
        if (await FindCreatedAsync(Show) is { } before)
            return before;
        var found = await contacts.FindAsync(Key.Tenant, command.Contact, command.Conversation);
        if (found.Refusal is not null)
            return found.Refusal;
        if (found.Contact is not { } contact)
            return Refusal.Invalid("contactId", "or a conversation is required");
        return await CreateAsync(order => OrderDecisions.Create(order, command, contact, Clock.GetUtcNow()), Show, ExternalIdTaken);
    }

    /// <inheritdoc/>
    public async Task<Result<OrderView>> Get()
    {
        var order = await GetStateAsync();
        return order.Exists ? Show(order) : Refusal.NotFound;
    }

    /// <inheritdoc/>
    public Task<Result<OrderView>> Change(ChangeOrder command) => ChangeOnceAsync(
        command.Key, order => OrderDecisions.Change(order, command, Clock.GetUtcNow()), Show, ExternalIdTaken);

    /// <inheritdoc/>
    protected override Order Fold(Order state, OrderEvent? @event) => state.Apply(@event);

    /// <inheritdoc/>
    protected override long SequenceOf(Order state) => state.Sequence;

    /// <inheritdoc/>
    protected override Order ReadSnapshot(ReadOnlySpan<byte> payload) => OrderForm.Read(payload);

    /// <inheritdoc/>
    protected override byte[] WriteSnapshot(Order state) => OrderForm.Write(state);

    /// <inheritdoc/>
    protected override OpaqueId SubjectOf(Order state) => state.Contact.Value;

    /// <inheritdoc/>
    protected override Append Complete(
        Append append, Order before, Order after, IReadOnlyList<OrderEvent> events, Sealer sealer) => append with
        {
            Entity = new EntityRow(Key.Id, Category, (short)after.State, after.Contact, after.Conversation),
            Claims =
            [
                .. Once(events, after, sealer),
                .. after.ExternalId is { } id && id != before.ExternalId
                    ? new[] { new Claim(OrderClaims.OfExternalId(sealer.Lookup, id), Key.Id, after.Sequence) }
                    : [],
            ],
            Releases = before.ExternalId is { } old && old != after.ExternalId
                ? [OrderClaims.OfExternalId(sealer.Lookup, old)]
                : [],
        };

    private OrderView Show(Order order) => order.View(Id);
}

/// <summary>All orders of a tenant, read as they were last committed.</summary>
[StatelessWorker, Reentrant]
public sealed class OrdersGrain(IGrainContext context, SnapshotReader reader, IJournalStore store, IKeyVault vault)
    : Grain(context), IOrdersGrain
{
    private readonly TenantKey _key = TenantKey.Parse(context.GrainId.Key.ToString()!);

    /// <inheritdoc/>
    public Task<Page<OrderView>> List(OrderQuery query) => reader.ListAsync(
        _key.Tenant, StreamCategory.Order,
        new EntityFilter { State = (short?)query.State, Contact = query.Contact, Conversation = query.Conversation },
        query.After, query.Limit, View, CancellationToken.None);

    /// <inheritdoc/>
    public async Task<Result<OrderView>> FindByExternalId(string externalId)
    {
        if (externalId is not { Length: > 0 and <= OrderLimits.ExternalId })
            return Refusal.NotFound;
        var claim = OrderClaims.OfExternalId(await vault.GetLookupKeyAsync(_key.Tenant, CancellationToken.None), externalId);
        var held = await store.FindClaimsAsync([claim], CancellationToken.None);
        return held.TryGetValue(claim, out var at) && at.Tenant == _key.Tenant
            && await reader.FindAsync(_key.Tenant, at.Stream, View, CancellationToken.None) is { } order
                ? order
                : Refusal.NotFound;
    }

    private static OrderView View(OpaqueId id, ReadOnlySpan<byte> payload) => OrderForm.Read(payload).View(new OrderId(id));
}
