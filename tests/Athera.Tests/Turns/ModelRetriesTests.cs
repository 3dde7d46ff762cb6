using Athera.Conversations;
using Athera.Turns.Models;
using Xunit;

namespace Athera.Tests.Turns;

public sealed class ModelRetriesTests
{
    private static readonly TimeSpan Plenty = TimeSpan.FromMinutes(1);
    private static readonly ModelFailure Passing = new(TurnFaults.ModelUnavailable) { IsPassing = true };

    [Theory]
    [InlineData(1, 0, 0.5)]
    [InlineData(1, 1, 1)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 2)]
    public void Pauses_grow_and_are_spread(int tries, double chance, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ModelRetries.WaitAfter(Passing, tries, Plenty, chance));

    [Fact]
    public void After_the_last_try_nobody_is_asked() => Assert.Null(ModelRetries.WaitAfter(Passing, ModelRetries.MaxTries, Plenty, 0));

    [Fact]
    public void What_would_fail_again_is_not_asked_again() =>
        Assert.Null(ModelRetries.WaitAfter(Passing with { IsPassing = false, Told = TimeSpan.FromSeconds(1) }, 1, Plenty, 0));

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 11)]
    public void What_is_told_is_kept_and_never_cut_short(double chance, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ModelRetries.WaitAfter(Passing with { Told = TimeSpan.FromSeconds(10) }, 1, Plenty, chance));

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void A_wait_leaves_half_of_the_time_to_answer_in(int seconds, bool isWaited) =>
        Assert.Equal(isWaited, ModelRetries.WaitAfter(Passing with { Told = TimeSpan.FromSeconds(seconds) }, 1, Plenty, 0) is not null);

    [Fact]
    public void Out_of_time_even_a_short_pause_is_too_long() => Assert.Null(ModelRetries.WaitAfter(Passing, 1, TimeSpan.Zero, 0));

    [Fact]
    public void Told_to_come_back_at_once_it_pauses_all_the_same() =>
        Assert.Equal(TimeSpan.FromSeconds(0.5), ModelRetries.WaitAfter(Passing with { Told = TimeSpan.Zero }, 1, Plenty, 0));
}
