using Athera.Channels;
using Athera.Refusals;
using CsCheck;
using Xunit;

namespace Athera.Tests.Refusals;

public sealed class RefusalTallyTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_flood_of_a_day_is_told_of_a_bounded_number_of_times_and_whole()
    {
        var tally = new RefusalTally();
        var (told, counted) = (0, 0L);
        for (var second = 0; second < 86_400; second++)
        {
            var now = Start.AddSeconds(second);
            tally.Count(RefusalReasons.WrongSignature, now);
            if (tally.Take(now, all: false) is { } taken)
            {
                told++;
                counted += taken.Counts.Sum(count => count.Count);
            }
        }
        counted += tally.Take(Start.AddDays(1), all: true)?.Counts.Sum(count => count.Count) ?? 0;

        Assert.Equal(86_400, counted);
        Assert.InRange(told, 10, 160);
    }

    [Fact]
    public void After_a_silence_the_next_is_told_of_soon_again()
    {
        var tally = new RefusalTally();
        tally.Count(RefusalReasons.TooLarge, Start);
        Assert.Null(tally.Take(Start + TimeSpan.FromSeconds(1), all: false));
        Assert.NotNull(tally.Take(Start + RefusalTally.FirstWait, all: false));

        var later = Start + TimeSpan.FromHours(1);
        Assert.True(tally.IsOver(later));
        tally.Count(RefusalReasons.TooLarge, later);
        Assert.False(tally.IsOver(later));
        Assert.NotNull(tally.Take(later + RefusalTally.FirstWait, all: false));
    }

    [Fact]
    public void Nothing_is_lost_or_doubled_whatever_fails_to_be_stored() => Gen.Select(Gen.Int[0, 2], Gen.Bool, Gen.Int[0, 30]).Array[1, 60]
        .Sample(steps =>
        {
            var tally = new RefusalTally();
            var now = Start;
            var (counted, stored) = (0L, 0L);
            foreach (var (count, fails, seconds) in steps)
            {
                now = now.AddSeconds(seconds);
                for (var i = 0; i < count; i++, counted++)
                    tally.Count(RefusalReasons.WrongSignature, now);
                if (tally.Take(now, all: false) is not { } taken)
                    continue;
                if (fails)
                    tally.Return(taken, now);
                else
                    stored += taken.Counts.Sum(one => one.Count);
            }
            return stored + (tally.Take(now, all: true)?.Counts.Sum(one => one.Count) ?? 0) == counted;
        });

    [Fact]
    public void One_in_some_seconds_is_looked_into()
    {
        var tally = new RefusalTally();
        Assert.Equal(12, Enumerable.Range(0, 600).Count(tenth => tally.MayExplain(Start.AddMilliseconds(100 * tenth))));
    }
}
