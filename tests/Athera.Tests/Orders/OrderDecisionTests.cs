using System.Numerics;
using System.Text;
using Athera.Messages;
using Athera.Orders;
using Athera.Sourcing;
using CsCheck;
using Xunit;

namespace Athera.Tests.Orders;

/// <summary>What becomes of an order, whoever asks for whatever in whatever order.</summary>
public sealed class OrderDecisionTests
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ContactId _contact = new(new OpaqueId(0, 4));
    private static readonly Author _user = new(AuthorKind.User, "ann"), _agent = new(AuthorKind.Agent, "bot");
    private static readonly OrderState[] _states = Enum.GetValues<OrderState>();

    private static readonly Gen<OrderLine> _genLine =
        from quantity in Gen.OneOf(Gen.Int[1, 5], Gen.Int[0, OrderLimits.Quantity + 1])
        from amount in Gen.OneOf(Gen.Long[0, 5000], Gen.Long[-1, OrderLimits.UnitAmount + 1])
        from name in Gen.OneOfConst("Pizza", "Salad", "", " ")
        select new OrderLine(name, quantity, amount, quantity % 2 == 0 ? null : "SKU");

    private static readonly Gen<OrderLine> _genGood =
        from quantity in Gen.Int[1, 5]
        from amount in Gen.Long[0, 5000]
        select new OrderLine("Pizza", quantity, amount);

    private static readonly Gen<ChangeOrder> _genChange =
        from lines in Gen.OneOf(_genGood.Array[0, 3].Select(l => (OrderLine[]?)l), _genLine.Array[0, 3].Select(l => (OrderLine[]?)l), Gen.Const(() => (OrderLine[]?)null))
        from currency in Gen.OneOfConst(null, null, "EUR", "JPY", "XXX")
        from state in Gen.OneOfConst<OrderState?>([null, .. _states.Select(s => (OrderState?)s)])
        from notes in Gen.OneOfConst(null, null, "", "ring twice")
        from externalId in Gen.OneOfConst(null, null, "", "A-1")
        from who in Gen.OneOfConst(_user, _agent, new Author(AuthorKind.Contact, null))
        from key in Gen.OneOfConst(null, "k1")
        select new ChangeOrder
        {
            Lines = lines, Currency = currency, State = state, Notes = notes, ExternalId = externalId, By = who, Key = key,
        };

    [Fact]
    public void The_total_is_the_exact_sum_or_the_order_is_refused() => _genLine.Array[0, 20].Sample(lines =>
    {
        var exact = lines.Aggregate(BigInteger.Zero, (sum, line) => sum + ((BigInteger)line.Quantity * line.UnitAmount));
        var decision = OrderDecisions.Create(Order.Empty, New(lines), _contact, _noon);

        if (decision.Refusal is not null)
        {
            Assert.Contains(decision.Refusal.Fields!.Keys, field => field.StartsWith("lines", StringComparison.Ordinal));
            return;
        }
        var view = Folded(Order.Empty, decision).View(new OrderId(OpaqueId.New()));
        Assert.Equal(exact, view.Total);
        Assert.Equal(exact, view.Lines.Aggregate(BigInteger.Zero, (sum, line) => sum + line.Amount));
        Assert.InRange(view.Total, 0, OrderLimits.Total);
    });

    [Fact]
    public void What_comes_to_more_than_an_order_may_is_refused_and_never_wraps()
    {
        var dearest = new OrderLine("Moon", OrderLimits.Quantity, OrderLimits.UnitAmount);

        Assert.Equal(1_000_000_000_000_000_000, OrderRules.Amount(dearest));
        Assert.Null(OrderRules.Total(Enumerable.Repeat(dearest, OrderLimits.Lines)));
        Assert.Equal(OrderLimits.Total, OrderRules.Total([new OrderLine("x", 1, OrderLimits.Total)]));
        Assert.Null(OrderRules.Total([new OrderLine("x", 1, OrderLimits.Total), new OrderLine("y", 1, 1)]));
    }

    [Fact]
    public void An_order_moves_only_on_and_only_a_user_promises_it()
    {
        string[] user = ["Draft Placed", "Draft Cancelled", "Placed Confirmed", "Placed Cancelled", "Confirmed Fulfilled", "Confirmed Cancelled"];
        string[] agent = ["Draft Placed", "Draft Cancelled", "Placed Cancelled"];
        IEnumerable<string> Moves(AuthorKind who) =>
            from start in _states from end in _states where OrderRules.Check(start, end, who) is null select $"{start} {end}";

        Assert.Equal(user.Order(), Moves(AuthorKind.User).Order());
        Assert.Equal(agent.Order(), Moves(AuthorKind.Agent).Order());
        Assert.Empty(Moves(AuthorKind.Contact));
        Assert.Equal("needs_user", OrderRules.Check(OrderState.Placed, OrderState.Confirmed, AuthorKind.Agent)?.Code);
        Assert.Equal("order_state", OrderRules.Check(OrderState.Fulfilled, OrderState.Cancelled, AuthorKind.User)?.Code);
    }

    [Fact]
    public void Whatever_is_asked_an_order_stays_whole() => _genChange.Array[1, 30].Sample(changes =>
    {
        var order = Folded(Order.Empty, OrderDecisions.Create(Order.Empty, New([]), _contact, _noon));
        foreach (var change in changes)
        {
            var decision = OrderDecisions.Change(order, change, _noon.AddMinutes(1));
            if (decision.Refusal is not null)
            {
                Assert.Empty(decision.Events);
                continue;
            }
            var after = Folded(order, decision);
            Check(order, after, change);
            Assert.Equal(Written(after), Written(OrderForm.Read(OrderForm.Write(after))));
            // What is so already happens no second time.
            Assert.Empty(OrderDecisions.Change(after, change with { Key = null, State = null, Reason = null }, _noon.AddMinutes(2)).Events);
            order = after;
        }
    });

    [Fact]
    public void A_request_with_a_key_leaves_a_trace_even_where_it_changes_nothing()
    {
        var order = Folded(Order.Empty, OrderDecisions.Create(Order.Empty, New([]), _contact, _noon));

        var nothing = OrderDecisions.Change(order, new ChangeOrder { By = _agent, Key = "k" }, _noon);
        var move = OrderDecisions.Change(order, new ChangeOrder { By = _agent, Key = "k", State = OrderState.Cancelled, Reason = "changed mind" }, _noon);

        Assert.Equal("k", Assert.IsType<OrderChanged>(Assert.Single(nothing.Events)).Key);
        Assert.Equal("k", Assert.IsType<OrderStateChanged>(Assert.Single(move.Events)).Key);
        Assert.Empty(Folded(order, nothing).History);
        Assert.Equal("changed mind", Folded(order, move).Reason);
    }

    [Fact]
    public void Of_many_changes_the_newest_are_shown()
    {
        var order = Folded(Order.Empty, OrderDecisions.Create(Order.Empty, New([]), _contact, _noon));
        for (var i = 0; i < 120; i++)
            order = Folded(order, OrderDecisions.Change(order, new ChangeOrder { By = _user, Notes = $"n{i}" }, _noon.AddMinutes(i)));

        Assert.Equal(HistoryEntry.MaxShown, order.History.Length);
        Assert.Equal((_noon.AddMinutes(70), _noon.AddMinutes(119)), (order.History[0].At, order.History[^1].At));
        Assert.Equal(["notes"], order.History[^1].Fields);
    }

    [Theory]
    [InlineData("EUR", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KWD", 3)]
    [InlineData("CLF", 4)]
    public void Minor_units_are_exact_or_none(string code, int digits)
    {
        var currency = Currency.Find(code)!;
        var unit = 1m;
        for (var digit = 0; digit < digits; digit++)
            unit /= 10;

        Assert.Equal(digits, currency.MinorDigits);
        Gen.Long[0, OrderLimits.UnitAmount].Sample(minor => Assert.Equal(minor, currency.MinorUnits(minor * unit, OrderLimits.UnitAmount)));
        Assert.Null(currency.MinorUnits(unit / 2, OrderLimits.UnitAmount));
        Assert.Null(currency.MinorUnits(-unit, OrderLimits.UnitAmount));
        Assert.Null(currency.MinorUnits(decimal.MaxValue, OrderLimits.UnitAmount));
        Assert.Null(currency.MinorUnits((OrderLimits.UnitAmount + 1) * unit, OrderLimits.UnitAmount));
    }

    [Fact]
    public void Currencies_are_three_capitals_and_told_by_them_only()
    {
        Assert.All(Currency.All, c => Assert.True(c.Code.Length == 3 && c.Code.All(char.IsAsciiLetterUpper)));
        Assert.Equal((null, null, null), (Currency.Find("eur"), Currency.Find("XXX"), Currency.Find(null)));
        Assert.InRange(Currency.All.Count, 150, 180);
    }

    private static void Check(Order before, Order after, ChangeOrder change)
    {
        if (before.State != after.State)
            Assert.Null(OrderRules.Check(before.State, after.State, change.By.Kind));
        if (before.State is not (OrderState.Draft or OrderState.Placed))
        {
            Assert.Equal(before.Lines.AsEnumerable(), after.Lines);
            Assert.Equal(before.Currency, after.Currency);
        }
        if (change.By.Kind == AuthorKind.Contact)
            Assert.Equal(Written(before with { Sequence = after.Sequence }), Written(after));
        if (change.By.Kind == AuthorKind.Agent)
            Assert.Equal(before.ExternalId, after.ExternalId);
        if (after.State is not (OrderState.Draft or OrderState.Cancelled))
            Assert.NotEmpty(after.Lines);
        if (!after.Lines.IsEmpty)
            Assert.NotNull(Currency.Find(after.Currency));
        Assert.NotNull(OrderRules.Total(after.Lines));
        Assert.Equal((before.Contact, before.CreatedAt), (after.Contact, after.CreatedAt));
    }

    private static CreateOrder New(IReadOnlyList<OrderLine> lines) => new()
    {
        Currency = "EUR", Lines = lines, Origin = new Origin(OriginKind.User, "ann"),
    };

    private static Order Folded(Order order, Decision<OrderEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(order, (state, @event) => state.Apply(@event));
    }

    private static string Written(Order order) => Encoding.UTF8.GetString(OrderForm.Write(order));
}
