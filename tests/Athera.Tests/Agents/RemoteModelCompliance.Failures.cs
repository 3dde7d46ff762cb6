using Athera.Conversations;
using Athera.Lab.Models;
using Xunit;

namespace Athera.Tests.Agents;

// What is asked again, when, and what is not.
public abstract partial class RemoteModelCompliance
{
    public static TheoryData<string> Failures() => [.. _failures.Keys];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_that_would_come_again_is_a_fault_and_one_call(string failure)
    {
        var (behaviour, fault) = _failures[failure];
        Lab.Model.Script.Next(behaviour);

        var proposal = await AskAsync("hello");

        Assert.Equal((null, fault), (proposal.Reply, proposal.Fault));
        Assert.Equal(1, Lab.Model.Requests.Total);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task The_fallback_answers_unless_a_filter_has_spoken(string failure)
    {
        var (behaviour, fault) = _failures[failure];
        Lab.Model.Script.Next(behaviour);

        var proposal = await AskAsync("hello", fallback: "offline");

        if (fault == TurnFaults.Filtered)
            Assert.Equal(TurnFaults.Filtered, proposal.Fault);
        else
            Assert.Equal(("offline", true), (proposal.Model, proposal.Reply?.StartsWith("Hello!", StringComparison.Ordinal)));
    }

    private static readonly Dictionary<string, (ModelBehaviour Behaviour, string Fault)> _failures = new()
    {
        ["too many requests for a day"] =
            (ModelBehaviour.RateLimit(RetryAfterForm.Seconds, TimeSpan.FromHours(24)), TurnFaults.ModelUnavailable),
        ["a year overloaded"] = (ModelBehaviour.Overload(RetryAfterForm.Milliseconds, TimeSpan.FromDays(4_000)), TurnFaults.ModelUnavailable),
        ["quota used up"] = (ModelBehaviour.OutOfQuota, TurnFaults.ModelUnavailable),
        ["400"] = (ModelBehaviour.Fail(400), TurnFaults.ModelUnavailable),
        ["403"] = (ModelBehaviour.Fail(403), TurnFaults.ModelUnavailable),
        ["prompt filtered"] = (ModelBehaviour.BlockPrompt, TurnFaults.Filtered),
        ["answer filtered"] = (ModelBehaviour.FilterAnswer("half of it"), TurnFaults.Filtered),
        ["cut off"] = (ModelBehaviour.CutOff("half of"), TurnFaults.Unusable),
        ["empty"] = (ModelBehaviour.Say(""), TurnFaults.Unusable),
        ["white"] = (ModelBehaviour.Say(" \n "), TurnFaults.Unusable),
        ["refusal"] = (ModelBehaviour.Refuse("I would rather not."), TurnFaults.Unusable),
        ["a tool nobody offered"] = (ModelBehaviour.CallTool("rm", "{}"), TurnFaults.Unusable),
    };

    public static TheoryData<string> PassingFailures() => [.. _passing.Keys];

    [Theory]
    [MemberData(nameof(PassingFailures))]
    public async Task A_failure_that_passes_is_asked_again_after_a_pause_and_the_answer_is_whole(string failure)
    {
        Lab.Model.Script.Next(_passing[failure].Behaviour).Next(ModelBehaviour.Say("Here I am."));

        var asking = AskAsync("hello");

        Clock.Advance(await Clock.WaitsAsync(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1)));
        Assert.Equal(("Here I am.", null), await asking is var p ? (p.Reply, p.Fault) : default);
        Assert.Equal(2, Lab.Model.Requests.Total);
    }

    [Theory]
    [MemberData(nameof(PassingFailures))]
    public async Task A_failure_that_does_not_pass_ends_after_three_tries_of_which_none_is_the_libraries_own(string failure)
    {
        var (behaviour, fault) = _passing[failure];
        Lab.Model.Script.Always(behaviour);

        var asking = AskAsync("hello");

        Clock.Advance(await Clock.WaitsAsync(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1)));
        Clock.Advance(await Clock.WaitsAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)));
        Assert.Equal((null, fault), await asking is var p ? (p.Reply, p.Fault) : default);
        Assert.Equal(3, Lab.Model.Requests.Total);
    }

    private static readonly Dictionary<string, (ModelBehaviour Behaviour, string Fault)> _passing = new()
    {
        ["429 without a wait"] = (ModelBehaviour.RateLimit(RetryAfterForm.None, default), TurnFaults.ModelUnavailable),
        ["500"] = (ModelBehaviour.Fail(500), TurnFaults.ModelUnavailable),
        ["503"] = (ModelBehaviour.Fail(503), TurnFaults.ModelUnavailable),
        ["dropped"] = (ModelBehaviour.Drop, TurnFaults.ModelUnavailable),
        ["dropped in the middle"] =
            (ModelBehaviour.Say("This is a sentence of some length.") with { Break = StreamBreak.Dropped }, TurnFaults.ModelUnavailable),
        ["garbage"] = (ModelBehaviour.Garbage, TurnFaults.Unusable),
    };

    [Theory]
    [InlineData(RetryAfterForm.Milliseconds)]
    [InlineData(RetryAfterForm.MicrosoftMilliseconds)]
    [InlineData(RetryAfterForm.Seconds)]
    [InlineData(RetryAfterForm.Date)]
    public async Task A_service_that_says_how_long_to_wait_is_left_alone_that_long(RetryAfterForm form)
    {
        var told = TimeSpan.FromSeconds(7);
        Lab.Model.Script
            .Next(ModelBehaviour.RateLimit(form, told, Clock.GetUtcNow())).Next(ModelBehaviour.Overload(form, told, Clock.GetUtcNow() + told))
            .Next(ModelBehaviour.Say("Here I am."));

        var asking = AskAsync("hello", timeout: TimeSpan.FromMinutes(1));

        for (var i = 0; i < 2; i++)
            // A date says the second only, and the clock has gone on by what the first wait was spread.
            Clock.Advance(await Clock.WaitsAsync(told - TimeSpan.FromSeconds(form == RetryAfterForm.Date ? 1 : 0), told * 1.1));
        Assert.Equal("Here I am.", (await asking).Reply);
        Assert.Equal(3, Lab.Model.Requests.Total);
    }

    [Fact]
    public async Task A_wait_that_does_not_fit_into_the_turn_goes_to_the_fallback_at_once()
    {
        Lab.Model.Script.Next(ModelBehaviour.RateLimit(RetryAfterForm.Seconds, TimeSpan.FromSeconds(7)));

        var proposal = await AskAsync(
            "hello", fallback: "offline", timeout: TimeSpan.FromMinutes(1), deadline: Clock.GetUtcNow() + TimeSpan.FromSeconds(10));

        Assert.Equal(("offline", 1L), (proposal.Model, Lab.Model.Requests.Total));
    }

    [Fact]
    public async Task A_turn_stopped_while_it_waits_asks_nobody_any_more()
    {
        Lab.Model.Script.Next(ModelBehaviour.RateLimit(RetryAfterForm.Seconds, TimeSpan.FromSeconds(7)));
        using var stop = new CancellationTokenSource();
        var asking = AskAsync("hello", fallback: "offline", cancellation: stop.Token);
        await Clock.WaitsAsync(TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8));

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Equal(1, Lab.Model.Requests.Total);
    }
}
