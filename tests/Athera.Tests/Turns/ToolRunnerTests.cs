using Athera.Agents;
using Athera.Conversations;
using Athera.Turns.Tools;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Athera.Tests.Turns;

/// <summary>What is said of a call whose tool is not what it was, or of which nobody knows whether an earlier try has made it.</summary>
public sealed class ToolRunnerTests
{
    private static readonly ToolRunner _runner = new(TimeProvider.System, NullLogger<ToolRunner>.Instance);
    private static readonly TenantKey _conversation = new(TenantId.New(), OpaqueId.New());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Changes => ["effect", "schema", "target", "removed", "forbidden"];

    [Fact]
    public async Task What_was_allowed_runs_while_the_tool_is_what_it_was()
    {
        var tool = Charge();
        var outcome = await RunAsync(new ToolBook([Charge() with { Name = "other" }, tool]), Allowed(tool), Order());

        Assert.Null(outcome.Fault);
        Assert.True(Assert.Single(tool.Calls).Approved);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_was_allowed_does_not_run_once_the_tool_is_another(string what)
    {
        var (tool, order) = (Changed(what), Order(what == "forbidden" ? ToolPolicy.Forbid : null));
        var book = what == "removed" ? ToolBook.Empty : new ToolBook([tool]);

        var outcome = await RunAsync(book, Allowed(Charge()), order);

        Assert.Equal(CallFaults.ToolChanged, outcome.Fault);
        Assert.Empty(tool.Calls);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Where_an_earlier_try_may_have_made_the_call_nobody_knows(string what)
    {
        var book = what == "removed" ? ToolBook.Empty : new ToolBook([Changed(what)]);
        var call = Allowed(Charge());
        var order = Order(what == "forbidden" ? ToolPolicy.Forbid : null) with { Try = 2, Steps = [new TurnStep { Calls = [call] }] };

        var outcome = await RunAsync(book, call, order);

        Assert.Equal(CallFaults.OutcomeUnknown, outcome.Fault);
    }

    [Theory]
    [InlineData(ToolEffect.Money, "https://bank.example", 2, CallFaults.OutcomeUnknown)]
    [InlineData(ToolEffect.Money, "https://bank.example", 1, RemoteFaults.Unreachable)]
    [InlineData(ToolEffect.Reads, "https://bank.example", 2, RemoteFaults.Unreachable)]
    [InlineData(ToolEffect.Money, "", 2, RemoteFaults.Unreachable)]
    public async Task A_service_that_fails_the_second_try_says_nothing_of_the_first(ToolEffect effect, string target, int attempt, string fault)
    {
        var tool = Charge() with { Effect = effect, Target = target, Tells = ToolOutcome.Failed(RemoteFaults.Unreachable, "Not reached.") };
        var call = Allowed(tool) with { Definition = null };

        var outcome = await RunAsync(new ToolBook([tool]), call, Order() with { Try = attempt, Steps = [new TurnStep { Calls = [call] }] });

        Assert.Equal(fault, outcome.Fault);
    }

    [Fact]
    public void Nothing_passes_from_one_part_of_a_definition_into_the_next() => Assert.Equal(
        3, new[] { Charge(), Charge() with { Name = "charges" }, Charge() with { Name = "charge5:", Target = "" } }
            .Select(ToolDefinition.HashOf).Distinct().Count());

    private static Task<ToolOutcome> RunAsync(ToolBook book, TurnCall call, TurnOrder order) =>
        _runner.RunAsync(book, call, _conversation, order, Cancellation);

    private static Tool Charge() => new() { Name = "charge", Effect = ToolEffect.Money, Target = "https://bank.example" };

    private static Tool Changed(string what) => what switch
    {
        "effect" => Charge() with { Effect = ToolEffect.Writes },
        "schema" => Charge() with { MaxLength = 200 },
        "target" => Charge() with { Target = "https://other.example" },
        _ => Charge(),
    };

    private static TurnCall Allowed(Tool tool) => new()
    {
        Id = "3.0.0", Tool = tool.Name, Arguments = """{"what":"7 breads"}""", Effect = tool.Effect, IntendedAt = DateTimeOffset.UnixEpoch, Asked = true,
        Definition = ToolDefinition.HashOf(tool),
    };

    private static TurnOrder Order(ToolPolicy? policy = null) => new()
    {
        Turn = 3,
        Profile = new AgentProfile { Tools = policy is { } word ? new Dictionary<string, ToolPolicy> { ["charge"] = word } : new() },
        Lines = [],
        Deadline = DateTimeOffset.UnixEpoch,
    };

    private sealed record Tool : ITool
    {
        public required string Name { get; init; }

        public required ToolEffect Effect { get; init; }

        public required string Target { get; init; }

        public int MaxLength { get; init; } = 100;

        public ToolOutcome Tells { get; init; } = new() { Text = "Charged." };

        public List<ToolCall> Calls { get; } = [];

        public string Description => "Charges the customer.";

        public System.Text.Json.JsonElement Schema => System.Text.Json.JsonElement.Parse(
            $$"""{"type":"object","additionalProperties":false,"required":["what"],"properties":{"what":{"type":"string","maxLength":{{MaxLength}} } } }""");

        public Task<ToolOutcome> RunAsync(ToolCall call, CancellationToken cancellation)
        {
            Calls.Add(call);
            return Task.FromResult(Tells);
        }
    }
}
