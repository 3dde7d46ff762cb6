using Athera.Conversations;
using Athera.Journal;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Athera.Tests.Conversations;

public sealed class TellingTests
{
    private readonly FakeTimeProvider _clock = new() { AutoAdvanceAmount = TimeSpan.Zero };
    private int _told;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_stored_is_told_once()
    {
        await TellAsync(Done.Value);
        Assert.Equal(1, _told);
    }

    [Fact]
    public async Task What_is_refused_for_good_is_told_once()
    {
        await TellAsync(Refusal.NotFound);
        Assert.Equal(1, _told);
    }

    [Fact]
    public async Task What_cannot_be_stored_now_is_told_again_until_it_is()
    {
        var telling = Telling.UntilStoredAsync(
            () => ++_told switch
            {
                1 => Task.FromResult<Result<Done>>(Refusal.Unavailable),
                2 => Task.FromException<Result<Done>>(new StoreUnavailableException()),
                _ => Task.FromResult<Result<Done>>(Done.Value),
            },
            _clock, Cancellation);
        Assert.Equal(1, _told);
        _clock.Advance(TimeSpan.FromSeconds(2));
        _clock.Advance(TimeSpan.FromSeconds(2));
        await telling;
        Assert.Equal(3, _told);
    }

    [Fact]
    public async Task Nothing_is_told_when_nobody_waits_any_more()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var telling = Telling.UntilStoredAsync(
            () =>
            {
                _told++;
                return Task.FromResult<Result<Done>>(Refusal.Unavailable);
            },
            _clock, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => telling);
        Assert.Equal(1, _told);
    }

    private Task TellAsync(Result<Done> answer) => Telling.UntilStoredAsync(
        () =>
        {
            _told++;
            return Task.FromResult(answer);
        },
        _clock, Cancellation);
}
