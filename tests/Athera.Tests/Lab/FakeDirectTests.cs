using System.Text.Json.Nodes;
using Athera.Lab;
using Athera.Lab.Meta;
using Athera.Lab.Meta.Direct;
using Xunit;

namespace Athera.Tests.Lab;

public sealed class FakeDirectTests : IAsyncLifetime
{
    private const string Customer = "9000000000000501";

    private FrontDoor product = null!;
    private LabServer lab = null!;
    private GraphCaller caller = null!;
    private DirectAccount instagram = null!, page = null!;

    public async ValueTask InitializeAsync()
    {
        product = await FrontDoor.OpenAsync();
        lab = await LabServer.StartAsync();
        instagram = Account("instagram", "17841400000000301", "ig-token");
        page = Account("page", "500000000000401", "page-token");
        lab.Direct.Connect(instagram);
        lab.Direct.Connect(page);
        caller = new GraphCaller(lab) { Token = "ig-token" };
    }

    public async ValueTask DisposeAsync()
    {
        caller.Dispose();
        await lab.DisposeAsync();
        await product.DisposeAsync();
    }

    [Theory]
    [InlineData("me")]
    [InlineData("17841400000000301")]
    public async Task A_message_is_taken_echoed_and_read(string sender)
    {
        var (status, answer) = await SendAsync(sender, "hi");

        var arrivals = await product.WaitForAsync(2);

        Assert.Equal(200, status);
        Assert.Equal(Customer, (string)answer["recipient_id"]!);
        Assert.Equal("17841400000000301", Assert.Single(lab.Direct.Sends.Entries).AccountId);
        var (echo, read) = (Happened(arrivals[0]), Happened(arrivals[1]));
        Assert.True((bool)echo["message"]!["is_echo"]!);
        Assert.Equal((string)answer["message_id"]!, (string)echo["message"]!["mid"]!);
        Assert.Equal((instagram.AccountId, Customer), ((string)echo["sender"]!["id"]!, (string)echo["recipient"]!["id"]!));
        Assert.Equal((string)answer["message_id"]!, (string)read["read"]!["mid"]!);
        Assert.All(arrivals, arrival => Assert.Equal(
            MetaSignature.Of(arrival.Body, Accounts.AppSecret), arrival.Headers[MetaSignature.Header]));
    }

    [Fact]
    public async Task A_page_hears_of_deliveries_and_gets_its_metadata_back()
    {
        caller.Token = "page-token";

        var (_, answer) = await SendAsync(page.AccountId, "hi", metadata: "out-7");
        var arrivals = await product.WaitForAsync(3);

        Assert.Equal("out-7", (string)Happened(arrivals[0])["message"]!["metadata"]!);
        Assert.Equal((string)answer["message_id"]!, (string)Happened(arrivals[1])["delivery"]!["mids"]![0]!);
        Assert.NotNull(Happened(arrivals[2])["read"]!["watermark"]);
    }

    [Theory]
    [InlineData("wrong", "hi", 190)]
    [InlineData("ig-token", "", 100)]
    public async Task A_call_that_Meta_refuses_is_refused(string token, string text, int code)
    {
        caller.Token = token;

        var (_, answer) = await SendAsync(instagram.AccountId, text);

        Assert.Equal(code, (int)answer["error"]!["code"]!);
        Assert.Empty(lab.Direct.Sends.Entries);
    }

    [Fact]
    public async Task Instagram_counts_bytes_and_a_page_characters()
    {
        var text = new string('é', 600);

        Assert.Equal(400, (await SendAsync("me", text)).Status);
        caller.Token = "page-token";
        Assert.Equal(200, (await SendAsync("me", text)).Status);
    }

    [Fact]
    public async Task A_send_meets_what_was_arranged()
    {
        lab.Direct.Faults.Next(GraphErrors.Refuse(10, 2018278), account: instagram.AccountId);
        lab.Direct.Faults.Next(GraphErrors.Refuse(551));

        var (_, late) = await SendAsync("me", "hi");
        var (_, gone) = await SendAsync("me", "hi");

        Assert.Equal((10, 2018278), ((int)late["error"]!["code"]!, (int)late["error"]!["error_subcode"]!));
        Assert.Equal((551, 1545041), ((int)gone["error"]!["code"]!, (int)gone["error"]!["error_subcode"]!));
        Assert.Equal(200, (await SendAsync("me", "hi")).Status);
        Assert.Single(lab.Direct.Sends.Entries);
    }

    [Fact]
    public async Task Typing_is_no_message()
    {
        var (status, _) = await caller.PostAsync($"{lab.GraphUrl}/me/messages", new JsonObject
        {
            ["recipient"] = new JsonObject { ["id"] = Customer },
            ["sender_action"] = "typing_on",
        });

        Assert.Equal(200, status);
        Assert.Equal("typing_on", Assert.Single(lab.Direct.Actions.Entries).Action);
        Assert.Empty(lab.Direct.Sends.Entries);
    }

    [Fact]
    public async Task A_customers_text_reaches_the_product_signed()
    {
        var outcome = await lab.DirectWebhooks.SendAsync(
            instagram, new DirectText { From = Customer, Text = "Is it in stock?", At = DateTimeOffset.UtcNow }, TestContext.Current.CancellationToken);

        Assert.True(outcome.Accepted);
        Assert.Equal("Is it in stock?", (string)Happened((await product.WaitForAsync(1))[0])["message"]!["text"]!);
    }

    private Task<(int Status, JsonObject Body)> SendAsync(string sender, string text, string? metadata = null)
    {
        var message = new JsonObject { ["text"] = text };
        if (metadata is not null) message["metadata"] = metadata;
        return caller.PostAsync($"{lab.GraphUrl}/{sender}/messages", new JsonObject
        {
            ["recipient"] = new JsonObject { ["id"] = Customer },
            ["messaging_type"] = "RESPONSE",
            ["message"] = message,
        });
    }

    private static JsonNode Happened(Arrival arrival) => JsonNode.Parse(arrival.Text)!["entry"]![0]!["messaging"]![0]!;

    private DirectAccount Account(string envelope, string id, string token) => new()
    {
        Envelope = envelope,
        AccountId = id,
        AppSecret = Accounts.AppSecret,
        AccessToken = token,
        WebhookUrl = new Uri(product.Url, "/webhooks/meta"),
    };
}
