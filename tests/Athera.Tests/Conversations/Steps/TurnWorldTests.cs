using Athera.Conversations;
using CsCheck;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations.Steps;

public sealed class TurnWorldTests
{
    private static readonly Gen<Action<TurnWorld>> _happening = Gen.Frequency(
        (3, Gen.Const<Action<TurnWorld>>(w => w.Write())),
        (14, Gen.Select(Gen.Int[0, 3], Gen.Int[0, 40], Gen.Bool).Select<(int Which, int Wish, bool Heard), Action<TurnWorld>>(
            x => w => w.Run(x.Which, x.Wish, x.Heard))),
        (2, Gen.Const<Action<TurnWorld>>(w => w.Crash())),
        (3, Gen.Const<Action<TurnWorld>>(w => w.Wake())),
        (1, Gen.Const<Action<TurnWorld>>(w => w.Publish())),
        (2, Gen.Int[1, 120].Select<int, Action<TurnWorld>>(seconds => w => w.Pass(seconds))),
        (2, Gen.Bool.Select<bool, Action<TurnWorld>>(approve => w => w.Decide(approve))),
        (1, Gen.Const<Action<TurnWorld>>(w => w.Ask(new TakeOver { User = Ann }))),
        (2, Gen.Const<Action<TurnWorld>>(w => w.Ask(new ResumeAgent { User = Ann }))),
        (1, Gen.Const<Action<TurnWorld>>(w => w.Ask(new Resolve { User = Ann }))));

    [Fact]
    public Task Whatever_happens_each_step_is_recorded_once_what_cannot_be_taken_back_runs_once_and_every_turn_can_be_replayed() =>
        _happening.List[0, 60].SampleAsync(
            async happenings =>
            {
                var world = new TurnWorld();
                world.Write();
                foreach (var happening in happenings)
                    happening(world);
                world.Settle();
                await world.ReplayAsync();
            },
            iter: 300);
}
