using Athera.Contacts;
using Athera.Messages;
using Athera.Orders;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Orders;

[Collection(nameof(TestSilo))]
public sealed class OrderGrainTests(TestSilo silo) : IAsyncLifetime
{
    private static readonly Author _user = new(AuthorKind.User, "ann"), _agent = new(AuthorKind.Agent, "bot");

    private Business _business = null!;
    private ContactId _contact;

    public async ValueTask InitializeAsync()
    {
        _business = await Business.OpenAsync(silo);
        _contact = await ContactAsync(_business.Tenant, "Dana");
    }

    public ValueTask DisposeAsync()
    {
        silo.Store.Heal();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_order_comes_back_from_the_database_as_it_was_left()
    {
        var grain = Grain();
        var created = (await grain.Create(New() with { Notes = "ring twice", ExternalId = "A-1" })).Value!;
        await grain.Change(new ChangeOrder { By = _user, State = OrderState.Placed });
        await silo.ForgetAsync(grain);

        var order = (await grain.Get()).Value!;

        Assert.Equal((OrderState.Draft, 2500, 2), (created.State, created.Total, created.MinorDigits));
        Assert.Equal((OrderState.Placed, 2500, "EUR", "ring twice", "A-1"), (order.State, order.Total, order.Currency, order.Notes, order.ExternalId));
        Assert.Equal([new OrderLineView("Pizza", null, 2, 1250, 2500)], order.Lines);
        Assert.Equal("placed", Assert.Single(order.History).State);
    }

    [Fact]
    public async Task Created_again_it_is_shown_as_it_was_created()
    {
        var grain = Grain();
        await grain.Create(New());
        await grain.Change(new ChangeOrder { By = _user, State = OrderState.Placed });

        var again = await grain.Create(New() with { Notes = "something else", Contact = ContactId.New() });

        Assert.Equal((OrderState.Draft, null), (again.Value!.State, again.Value.Notes));
        Assert.Equal(OrderState.Placed, (await grain.Get()).Value!.State);
    }

    [Fact]
    public async Task A_change_with_a_key_happens_once_and_tells_the_same_whatever_happened_since()
    {
        var grain = Grain();
        await grain.Create(New());
        var asked = new ChangeOrder { By = _agent, Key = "call-1", Notes = "no onions", Of = _contact };

        var first = (await grain.Change(asked)).Value!;
        await grain.Change(new ChangeOrder { By = _user, Notes = "with onions" });
        await silo.ForgetAsync(grain);
        var again = (await grain.Change(asked)).Value!;

        Assert.Equal(("no onions", "no onions"), (first.Notes, again.Notes));
        Assert.Equal("with onions", (await grain.Get()).Value!.Notes);
    }

    [Fact]
    public async Task The_same_key_asked_by_many_at_once_has_one_effect()
    {
        var grain = Grain();
        await grain.Create(New());
        var asked = new ChangeOrder { By = _agent, Key = "call-1", State = OrderState.Placed };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => grain.Change(asked)));

        Assert.All(answers, answer => Assert.Equal(OrderState.Placed, answer.Value?.State));
        Assert.Single((await grain.Get()).Value!.History);
    }

    [Fact]
    public async Task A_change_whose_answer_was_lost_is_not_made_twice()
    {
        var grain = Grain();
        await grain.Create(New());
        var asked = new ChangeOrder { By = _agent, Key = "call-1", State = OrderState.Placed };
        silo.Store.FailAfter(append => append.Entity is not null);
        Assert.Equal(RefusalKind.Unavailable, (await grain.Change(asked)).Refusal?.Kind);
        silo.Store.Heal();
        await grain.Change(new ChangeOrder { By = _user, State = OrderState.Cancelled, Reason = "out of stock" });

        var again = await grain.Change(asked);

        Assert.Equal(OrderState.Placed, again.Value?.State);
        Assert.Equal(OrderState.Cancelled, (await grain.Get()).Value!.State);
    }

    [Fact]
    public async Task An_order_is_of_a_contact_of_its_own_tenant()
    {
        var other = await Business.OpenAsync(silo);
        var foreign = await ContactAsync(other.Tenant, "Eve");
        var conversation = await OpenAsync();

        Assert.Contains("contactId", (await Grain().Create(New() with { Contact = null })).Refusal!.Fields!.Keys);
        Assert.Contains("contactId", (await Grain().Create(New() with { Contact = foreign })).Refusal!.Fields!.Keys);
        Assert.Contains("contactId", (await Grain().Create(New() with { Contact = new ContactId(_business.Tenant.Value) })).Refusal!.Fields!.Keys);
        Assert.Contains("contactId", (await Grain().Create(New() with { Contact = new ContactId(conversation.Id.Value) })).Refusal!.Fields!.Keys);
        Assert.Contains("conversationId", (await Grain().Create(New() with { Conversation = conversation.Id })).Refusal!.Fields!.Keys);
        Assert.Contains("conversationId", (await Grain().Create(New() with { Conversation = ConversationId.New() })).Refusal!.Fields!.Keys);
        var taken = await Grain().Create(New() with { Contact = null, Conversation = conversation.Id });
        Assert.Equal(conversation.Contact, taken.Value?.ContactId);
    }

    [Fact]
    public async Task Nobody_reaches_another_contacts_or_another_tenants_order()
    {
        var grain = Grain();
        var id = (await grain.Create(New())).Value!.Id;
        var other = await Business.OpenAsync(silo);

        Assert.Equal(RefusalKind.NotFound, (await grain.Change(new ChangeOrder { By = _agent, Of = ContactId.New(), Notes = "x" })).Refusal?.Kind);
        var elsewhere = silo.Grains.Get<IOrderGrain>(other.Tenant, id.Value);
        Assert.Equal(RefusalKind.NotFound, (await elsewhere.Get()).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await elsewhere.Change(new ChangeOrder { By = _user, Notes = "x" })).Refusal?.Kind);
        Assert.Empty((await silo.Grains.Of<IOrdersGrain>(other.Tenant).List(new OrderQuery())).Items);
    }

    [Fact]
    public async Task An_external_id_names_one_order_until_it_is_given_up()
    {
        var (first, second) = (Grain(), Grain());
        var id = (await first.Create(New() with { ExternalId = "A-1" })).Value!.Id;
        await second.Create(New());

        Assert.Equal("external_id_taken", (await Grain().Create(New() with { ExternalId = "A-1" })).Refusal?.Code);
        Assert.Equal("external_id_taken", (await second.Change(new ChangeOrder { By = _user, ExternalId = "A-1" })).Refusal?.Code);
        Assert.Equal(id, (await Orders.FindByExternalId("A-1")).Value?.Id);
        Assert.True((await first.Change(new ChangeOrder { By = _user, ExternalId = "" })).Granted);
        Assert.Equal(RefusalKind.NotFound, (await Orders.FindByExternalId("A-1")).Refusal?.Kind);
        Assert.True((await second.Change(new ChangeOrder { By = _user, ExternalId = "A-1" })).Granted);
    }

    [Fact]
    public async Task Orders_are_listed_by_contact_conversation_and_state_page_by_page()
    {
        var conversation = await OpenAsync();
        List<OrderId> ids = [];
        for (var i = 0; i < 5; i++)
            ids.Add((await Grain().Create(New())).Value!.Id);
        var placed = (await Grain().Create(New() with { Contact = null, Conversation = conversation.Id, State = OrderState.Placed })).Value!;
        // What is changed keeps its place.
        await silo.Grains.Get<IOrderGrain>(_business.Tenant, ids[0].Value).Change(new ChangeOrder { By = _user, Notes = "changed" });

        var first = await Orders.List(new OrderQuery { Contact = _contact, Limit = 3 });
        var second = await Orders.List(new OrderQuery { Contact = _contact, Limit = 3, After = first.Next });

        Assert.Equal(ids.AsEnumerable().Reverse(), first.Items.Concat(second.Items).Select(o => o.Id));
        Assert.Null(second.Next);
        Assert.Equal([placed.Id], (await Orders.List(new OrderQuery { State = OrderState.Placed })).Items.Select(o => o.Id));
        Assert.Equal([placed.Id], (await Orders.List(new OrderQuery { Conversation = conversation.Id })).Items.Select(o => o.Id));
        Assert.Equal(6, (await Orders.List(new OrderQuery())).Items.Count);
    }

    [Fact]
    public async Task A_refusal_changes_nothing_and_names_what_is_wrong()
    {
        var grain = Grain();

        Assert.Contains("lines[0].quantity", (await grain.Create(New(new OrderLine("Pizza", 0, 1)))).Refusal!.Fields!.Keys);
        Assert.Contains("currency", (await grain.Create(New() with { Currency = "eur" })).Refusal!.Fields!.Keys);
        Assert.Contains("lines", (await grain.Create(New() with { Lines = [], State = OrderState.Placed })).Refusal!.Fields!.Keys);
        Assert.Contains("state", (await grain.Create(New() with { State = OrderState.Confirmed })).Refusal!.Fields!.Keys);
        Assert.Equal(RefusalKind.NotFound, (await grain.Get()).Refusal?.Kind);
    }

    private IOrdersGrain Orders => silo.Grains.Of<IOrdersGrain>(_business.Tenant);

    private IOrderGrain Grain() => silo.Grains.Get<IOrderGrain>(_business.Tenant, OpaqueId.New());

    private CreateOrder New(params OrderLine[] lines) => new()
    {
        Contact = _contact,
        Currency = "EUR",
        Lines = lines.Length > 0 ? lines : [new OrderLine("Pizza", 2, 1250)],
        Origin = new Origin(OriginKind.User, "ann"),
    };

    private async Task<Customer> OpenAsync()
    {
        var customer = await _business.MeetAsync();
        await customer.ReceiveAsync("m1");
        return customer;
    }

    private async Task<ContactId> ContactAsync(TenantId tenant, string name)
    {
        var id = ContactId.New();
        Assert.True((await silo.Grains.Get<IContactGrain>(tenant, id.Value).Create(new CreateContact(name, null))).Granted);
        return id;
    }
}
