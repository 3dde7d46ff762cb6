using System.Net;
using Athera.Lab.Meta.Direct;
using Athera.Testing;
using Athera.Testing.Silos;
using Xunit;

namespace Athera.Tests.Running;

// What customers of scoped user ids bring.
public abstract partial class ServingTests
{
    [Theory]
    [InlineData("instagram", "instagram")]
    [InlineData("page", "messenger")]
    public async Task A_direct_message_is_answered_once_and_its_echo_is_no_other_message(string envelope, string channel)
    {
        var athera = await AtheraAsync();
        var account = Accounts.Direct(athera.Silo.Url, envelope);
        athera.Lab.Direct.Connect(account);
        var customer = Random.Shared.NextInt64(1L << 40, 1L << 50).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var webhook = DirectWebhooks.Texts(
            account, new DirectText { From = customer, Text = "Do you deliver?", At = TimeProvider.System.GetUtcNow() });

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(athera, webhook));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(athera, webhook));

        var conversation = (await Eventually.SeesAsync(
            () => athera.Api.ConversationsOfAsync(customer, Cancellation), found => found.Count == 1, Cancellation))[0];
        Assert.Equal(channel, conversation.Channel);
        var send = await athera.Lab.Direct.Sends.FirstAsync(s => s.Recipient == customer, TimeSpan.FromSeconds(60), Cancellation);
        await athera.Lab.Providers.WhenIdleAsync(Cancellation);
        var transcript = await Eventually.SeesAsync(
            () => athera.Api.MessagesAsync(conversation.Id, Cancellation),
            messages => messages is [.., { State: "read" }], Cancellation);
        Assert.Equal(["in", "out"], transcript.Select(message => message.Direction));
        Assert.Equal((send.MessageId, send.Text), (transcript[1].ExternalId, transcript[1].Text));
        Assert.Single(athera.Lab.Direct.Sends.Entries, s => s.Recipient == customer);

        using var body = System.Net.Http.Json.JsonContent.Create(new { text = "A person here." });
        using var sent = await athera.Api.SendAsync(HttpMethod.Post, $"conversations/{conversation.Id}/messages", body, Cancellation);
        Assert.True(sent.IsSuccessStatusCode);
        await athera.Lab.Direct.Actions.FirstAsync(
            action => action.Recipient == customer && action.Action == "mark_seen", TimeSpan.FromSeconds(60), Cancellation);
    }
}
