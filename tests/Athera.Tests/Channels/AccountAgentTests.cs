using System.Text.Json;
using Athera.Channels;
using Xunit;

namespace Athera.Tests.Channels;

public sealed class AccountAgentTests
{
    private static readonly string _id = new OpaqueId(1, 2).ToString();

    public static TheoryData<string> Texts() => ["default", "nobody", _id];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Who_answers_reads_back_as_it_is_written(string text)
    {
        Assert.True(AccountAgent.TryParse(text, out var agent));

        Assert.Equal(text, agent.ToString());
        Assert.Equal(agent, JsonSerializer.Deserialize<AccountAgent>(JsonSerializer.Serialize(agent)));
        Assert.Equal((text == "nobody", text == _id), (agent.IsNobody, agent.Named is not null));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Default")]
    [InlineData("somebody")]
    [InlineData("0123456789abcdef0123456789abcdeg")]
    public void Nothing_else_is_read(string? text)
    {
        Assert.False(AccountAgent.TryParse(text, out var agent));

        Assert.Equal(AccountAgent.Default, agent);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<AccountAgent>(JsonSerializer.Serialize(text)));
    }

    [Fact]
    public void An_account_that_says_nothing_has_the_default_agent() => Assert.Equal(
        (AccountAgent.Default, AccountAgent.Default),
        (ChannelAccount.Empty.Agent, ChannelAccountForm.Read("""{"kind":"paper","connected":true}"""u8).Agent));
}
