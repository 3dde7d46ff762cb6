using Athera.Messages;
using Athera.Tests.Journal;
using Athera.Testing;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Conversations;

[Collection(nameof(TestSilo))]
public sealed class TypingTests(TestSilo silo) : IDisposable
{
    public void Dispose() => silo.Model.Think((_, _) => Task.CompletedTask);

    [Fact]
    public async Task A_contact_sees_somebody_writing_while_an_answer_takes_its_time()
    {
        var business = await Business.OpenAsync(silo);
        var customer = await business.MeetAsync();
        var gate = new Gate();
        silo.Model.Think((_, cancellation) => gate.PassAsync(cancellation));

        await customer.ReceiveAsync("m1");
        await Eventually.SeesAsync(
            () => Task.FromResult(silo.Paper.Signs.SawTyping(business.Number)), seen => seen, TestContext.Current.CancellationToken);

        gate.Open();
        await customer.UntilAsync(t => t is [_, { State: MessageState.Sent }]);
    }

    // It would cost the provider a call for every answer, and be over before anybody looks.
    [Fact]
    public async Task An_answer_that_comes_at_once_is_sent_without_such_a_sign()
    {
        var business = await Business.OpenAsync(silo);
        var customer = await business.MeetAsync();
        var slow = await Business.OpenAsync(silo);
        var other = await slow.MeetAsync();

        await customer.ReceiveAsync("m1");
        await customer.UntilAsync(t => t is [_, { State: MessageState.Sent }]);

        // As soon as an answer that began later is announced, this one would have been.
        var gate = new Gate();
        silo.Model.Think((_, cancellation) => gate.PassAsync(cancellation));
        await other.ReceiveAsync("m1");
        await Eventually.SeesAsync(
            () => Task.FromResult(silo.Paper.Signs.SawTyping(slow.Number)), seen => seen, TestContext.Current.CancellationToken);
        Assert.False(silo.Paper.Signs.SawTyping(business.Number));
        gate.Open();
    }
}
