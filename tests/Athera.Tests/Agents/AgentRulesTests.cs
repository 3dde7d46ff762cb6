using Athera.Agents;
using Xunit;

namespace Athera.Tests.Agents;

public sealed class AgentRulesTests
{
    private static readonly string[] _models = ["offline", "openai"];

    public static TheoryData<string, ChangeAgent> Wrong() => new()
    {
        { "tone", new ChangeAgent { Tone = new string('x', 501) } },
        { "languages", new ChangeAgent { Languages = ["german"] } },
        { "model", new ChangeAgent { Model = "gpt" } },
        { "fallbacks", new ChangeAgent { Fallbacks = ["offline", "offline", "offline", "offline"] } },
        { "tools", new ChangeAgent { Tools = new Dictionary<string, ToolPolicy> { ["Rm -rf"] = ToolPolicy.Allow } } },
        { "tools", new ChangeAgent { Tools = new Dictionary<string, ToolPolicy> { ["note"] = 0 } } },
        { "budgets", new ChangeAgent { Budgets = new AgentBudgets { Steps = 17 } } },
        { "budgets", new ChangeAgent { Budgets = new AgentBudgets { DayMicros = -1 } } },
        { "hours", new ChangeAgent { Hours = new AgentHours { TimeZone = "Moon/Crater" } } },
        { "hours", new ChangeAgent { Hours = Hours(new AgentShift(DayOfWeek.Monday, new(12, 0), new(9, 0))) } },
        { "handOver", new ChangeAgent { HandOver = new HandOverRules { Phrases = ["?!"] } } },
        { "handOver", new ChangeAgent { HandOver = new HandOverRules { Failures = 0 } } },
        { "disclosures", new ChangeAgent { Disclosures = new Dictionary<string, string> { ["de"] = "" } } },
        { "links", new ChangeAgent { Links = ["https://shop.example"] } },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void What_is_wrong_is_named(string field, ChangeAgent change) => Assert.Equal([field], AgentRules.Check(change, _models).Keys);

    [Fact]
    public void What_an_agent_is_by_itself_may_be_entered()
    {
        var profile = new AgentProfile();

        Assert.Empty(AgentRules.Check(
            new ChangeAgent
            {
                Tone = "Kind.", Languages = ["de"], Model = "openai", Fallbacks = ["offline"], Budgets = profile.Budgets,
                HandOver = profile.HandOver, Links = ["shop.example"], Disclosures = new Dictionary<string, string> { ["de"] = "KI." },
                Hours = Hours(new AgentShift(DayOfWeek.Monday, new(9, 0), TimeOnly.MinValue)),
                Tools = new Dictionary<string, ToolPolicy> { ["note"] = ToolPolicy.Ask },
            },
            _models));
    }

    [Theory]
    [InlineData("2026-03-02T08:30:00Z", false)]
    [InlineData("2026-03-02T07:30:00Z", true)]
    [InlineData("2026-03-02T22:59:00Z", false)]
    [InlineData("2026-03-02T23:00:00Z", true)]
    [InlineData("2026-03-03T10:00:00Z", true)]
    public void Outside_its_hours_an_agent_is_off(string at, bool off) => Assert.Equal(
        off, AgentShifts.IsOff(Hours(new AgentShift(DayOfWeek.Monday, new(9, 0), TimeOnly.MinValue)), DateTimeOffset.Parse(at, null)));

    [Fact]
    public void A_draft_that_says_the_same_in_other_lists_is_published_already()
    {
        var agent = new Agent { Draft = new AgentProfile { Links = ["a.example"] }, Published = new AgentProfile { Links = new List<string> { "a.example" } } };

        Assert.True(agent.IsPublished);
        Assert.False((agent with { Draft = new AgentProfile() }).IsPublished);
    }

    private static AgentHours Hours(params AgentShift[] shifts) => new() { TimeZone = "Europe/Berlin", Shifts = shifts };
}
