using Athera.Turns.Spending;
using CsCheck;
using Xunit;

namespace Athera.Tests.Turns;

public sealed class SpendTests
{
    private static readonly DateOnly _day = new(2026, 3, 1);

    [Fact]
    public void However_silos_ask_no_day_costs_more_than_it_may() => Gen.Select(Gen.Int[-1, 2], Gen.Long[1, 400], Gen.Long[1, 400]).Array[0, 60].Sample(wishes =>
    {
        var (spend, granted) = (Spend.Empty, new Dictionary<DateOnly, long>());
        foreach (var (ahead, wanted, needed) in wishes)
        {
            var wish = new SpendWish(_day.AddDays(ahead), Math.Max(wanted, needed), needed, PerDay: 1000);
            var micros = spend.Grant(wish);
            Assert.True(micros == 0 || micros >= needed);
            if (micros == 0)
                continue;
            granted[wish.Day] = granted.GetValueOrDefault(wish.Day) + micros;
            spend = spend.Apply(new SpendGranted(wish.Day, micros));
        }
        Assert.All(granted.Values, total => Assert.InRange(total, 1, 1000));
    });

    [Fact]
    public void A_new_day_has_its_own_money()
    {
        var spent = Spend.Empty.Apply(new SpendGranted(_day, 1000));

        Assert.Equal((0, 10), (spent.Grant(new SpendWish(_day, 10, 1, 1000)), spent.Grant(new SpendWish(_day.AddDays(1), 10, 1, 1000))));
    }
}
