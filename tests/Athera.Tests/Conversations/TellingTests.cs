using Athera.Conversations;
using Athera.Journal;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Athera.Tests.Conversations;

public sealed class TellingTests
{
    private readonly FakeTimeProvider _clock = new(Given.Noon);
    private int _told;

    [Fact]
    public async Task What_cannot_be_stored_is_told_again_until_it_can()
    {
        var telling = TellAsync(() => _told switch
        {
            < 3 => Refusal.Unavailable,
            3 => throw new StoreUnavailableException(),
            4 => throw new TimeoutException(),
            _ => Done.Value,
        });

        Assert.True(await Passing(telling));
        Assert.Equal(6, _told);
    }

    [Fact]
    public async Task A_conversation_that_has_no_use_for_it_is_not_told_again()
    {
        Assert.True(await TellAsync(() => Refusal.NotFound));
        Assert.Equal(1, _told);
    }

    [Fact]
    public async Task Patience_ends()
    {
        var telling = TellAsync(() => Refusal.Unavailable);

        Assert.False(await Passing(telling));
        Assert.InRange(_told, 10, 40);
    }

    [Fact]
    public async Task Whoever_stops_is_not_kept()
    {
        using var stop = new CancellationTokenSource();
        var telling = Telling.TellAsync(() => Answer(() => Refusal.Unavailable), TimeSpan.FromHours(1), _clock, stop.Token);

        await stop.CancelAsync();

        Assert.False(await telling.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private Task<bool> TellAsync(Func<Result<Done>> answer) =>
        Telling.TellAsync(() => Answer(answer), TimeSpan.FromMinutes(1), _clock, CancellationToken.None);

    private async Task<Result<Done>> Answer(Func<Result<Done>> answer)
    {
        try
        {
            return await Task.FromResult(answer());
        }
        finally
        {
            _told++;
        }
    }

    private async Task<bool> Passing(Task<bool> telling)
    {
        while (!telling.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Yield();
        }
        return await telling;
    }
}
