using System.Text.Json;
using Athera.Contacts;
using Athera.Tests.Channels.Meta.Messaging;
using Xunit;

namespace Athera.Tests.Channels.Meta.Messenger;

public sealed class MessengerChannelTests : MessagingChannelCompliance
{
    protected override string Kind => "messenger";

    protected override AddressKind Scope => AddressKind.PageScopedId;

    [Fact]
    public async Task The_page_sends_and_our_id_comes_back_with_the_echo()
    {
        var call = await CallAsync(Order());
        Assert.Equal("/17841400000000301/messages", call.Path);
        Assert.Equal(
            Ours.ToString(), JsonDocument.Parse(call.Body).RootElement.GetProperty("message").GetProperty("metadata").GetString());
    }
}
