using Athera.Channels;
using Athera.Conversations;
using Athera.Messages;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Conversations.SendingRules;

/// <summary>An account whose provider refuses everything until a person has seen to it.</summary>
[Collection(nameof(TestSilo))]
public sealed class HeldAccountTests(TestSilo silo)
{
    [Fact]
    public async Task It_shows_that_it_is_held_and_sends_again_when_a_person_resumes_it()
    {
        var business = await Business.OpenAsync(silo);
        var account = silo.Grains.Get<IChannelAccountGrain>(business.Tenant, business.Account.Value);
        silo.Paper.Answer(business.Number, (_, _) => Task.FromResult(
            SendOutcome.Deferred(new Fault(Faults.CredentialsInvalid, "paper:190"), TimeSpan.FromMinutes(5))));
        var waiting = new List<Customer>();
        for (var i = 0; i < 5; i++)
        {
            waiting.Add(await business.MeetAsync());
            await waiting[^1].ReceiveAsync($"m{i}");
        }

        var hold = await UntilAsync(async () => (await account.Get()).Value!.Hold);
        silo.Paper.Answer(business.Number, (order, _) => Task.FromResult(SendOutcome.Accepted($"out-{order.Message}")));
        Assert.Null((await account.Resume("ann")).Value!.Hold);
        var other = await business.MeetAsync();
        await other.ReceiveAsync("n1");
        var answered = await other.UntilAsync(transcript => transcript is [.., { State: MessageState.Sent }]);

        // Long before they would be due.
        using var soon = new CancellationTokenSource(SendBreaker.PauseForPeople / 3);
        foreach (var customer in waiting)
            await customer.UntilAsync(transcript => transcript is [.., { State: MessageState.Sent }]).WaitAsync(soon.Token);
        Assert.Equal((Faults.CredentialsInvalid, "paper:190"), (hold.Reason, hold.Detail));
        Assert.Equal(2, answered.Count);
    }

    private static async Task<T> UntilAsync<T>(Func<Task<T?>> read) where T : class
    {
        using var patience = new CancellationTokenSource(Lab.Soon.Enough);
        while (true)
        {
            if (await read() is { } value)
                return value;
            await Task.Delay(20, patience.Token);
        }
    }
}
