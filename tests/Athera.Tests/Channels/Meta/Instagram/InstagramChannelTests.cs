using System.Text.Json;
using Athera.Channels;
using Athera.Channels.Meta.Instagram;
using Athera.Contacts;
using Athera.Tests.Channels.Meta.Messaging;
using Xunit;

namespace Athera.Tests.Channels.Meta.Instagram;

public sealed class InstagramChannelTests : MessagingChannelCompliance
{
    protected override string Kind => "instagram";

    protected override AddressKind Scope => AddressKind.InstagramScopedId;

    [Fact]
    public async Task Through_a_page_it_is_the_tokens_page_that_sends() => Assert.Equal("/me/messages", (await CallAsync(Order())).Path);

    [Fact]
    public async Task With_its_own_login_the_account_sends()
    {
        var call = await CallAsync(Order(), With("login", "instagram"));
        Assert.Equal("/17841400000000301/messages", call.Path);
    }

    [Fact]
    public async Task Nothing_of_ours_is_put_into_a_message() =>
        Assert.False(JsonDocument.Parse((await CallAsync(Order())).Body).RootElement.GetProperty("message").TryGetProperty("metadata", out _));

    [Theory]
    [InlineData("https://graph.facebook.com/v23.0", "https://graph.instagram.com/v23.0")]
    [InlineData("http://127.0.0.1:5999/graph/v23.0", "http://127.0.0.1:5999/graph/v23.0")]
    public void The_host_of_its_own_login_goes_with_the_host_of_the_other(string graph, string instagram) =>
        Assert.Equal(new Uri(instagram), InstagramOptions.Beside(new Uri(graph)));

    [Fact]
    public async Task The_host_of_its_own_login_can_be_set()
    {
        await using var other = await StubProvider.Answering(Taken.Status, Taken.Body);
        await using var host = ChannelHost.Start(("Athera:Meta:Instagram:GraphUrl", other.Url), (UrlSetting, StubProvider.Nobody()));
        var channel = host.GetChannel(Kind);
        var outcome = await channel.SendAsync(With("login", "instagram"), Account, Order(), CancellationToken.None);
        Assert.Equal(SendOutcome.Accepted(Taken.Id), outcome);
    }

    [Fact]
    public void A_login_is_one_of_two()
    {
        Assert.Empty(Channel().Check(With("login", "facebook")));
        Assert.Equal(["login"], Channel().Check(With("login", "google")).Keys);
    }

    [Fact]
    public void A_text_is_a_thousand_bytes()
    {
        var measure = new TextMeasure(Channel().MaxTextLength, Channel().MaxTextBytes);
        Assert.True(measure.Holds(new string('é', 500)));
        Assert.False(measure.Holds(new string('é', 501)));
        Assert.False(measure.Holds(string.Concat(Enumerable.Repeat("😀", 251))));
    }
}
