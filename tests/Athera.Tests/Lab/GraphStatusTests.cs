using System.Text.Json.Nodes;
using Athera.Lab;
using Athera.Lab.Meta;
using Athera.Lab.Wire;
using Xunit;

namespace Athera.Tests.Lab;

public sealed class GraphStatusTests : IAsyncLifetime
{
    private FrontDoor product = null!;
    private LabServer lab = null!;
    private GraphCaller caller = null!;

    public async ValueTask InitializeAsync()
    {
        product = await FrontDoor.OpenAsync();
        lab = await LabServer.StartAsync();
        lab.Graph.Connect(Accounts.WhatsApp(product.Url));
        caller = new GraphCaller(lab);
    }

    public async ValueTask DisposeAsync()
    {
        caller.Dispose();
        await lab.DisposeAsync();
        await product.DisposeAsync();
    }

    [Fact]
    public async Task Statuses_follow_a_send_signed_and_with_our_reference()
    {
        var (_, answer) = await caller.SendTextAsync("hi", callbackData: "out-7");

        var arrivals = await product.WaitForAsync(3);

        Assert.Equal(["sent", "delivered", "read"], arrivals.Select(arrival => (string)Status(arrival)["status"]!));
        Assert.All(arrivals, arrival =>
        {
            Assert.Equal(MetaSignature.Of(arrival.Body, Accounts.AppSecret), arrival.Headers[MetaSignature.Header]);
            Assert.Equal((string)answer["messages"]![0]!["id"]!, (string)Status(arrival)["id"]!);
            Assert.Equal("out-7", (string)Status(arrival)["biz_opaque_callback_data"]!);
            Assert.Equal(Accounts.Customer, (string)Status(arrival)["recipient_id"]!);
        });
    }

    [Fact]
    public async Task A_status_is_repeated_until_it_is_answered_with_exactly_200()
    {
        product.AnswerNext(500, 503, 204);
        lab.Graph.StatusPlan = new StatusPlan { Statuses = ["sent"] };

        await caller.SendTextAsync("hi");
        var arrivals = await product.WaitForAsync(4);
        await lab.Providers.WhenIdleAsync().WaitAsync(Soon.Enough);

        Assert.Single(arrivals.Select(arrival => arrival.Text).Distinct());
        Assert.Equal(4, product.Arrivals.Total);
        Assert.Equal([500, 503, 204, 200], lab.Providers.Wire.Entries.Where(record => record.IsWebhook).Select(record => record.Status));
    }

    [Fact]
    public async Task A_message_can_fail_after_it_was_taken()
    {
        lab.Graph.StatusPlan = StatusPlan.Fails(131047);

        await caller.SendTextAsync("hi");
        var status = Status((await product.WaitForAsync(1))[0]);

        Assert.Equal("failed", (string)status["status"]!);
        Assert.Equal(131047, (int)status["errors"]![0]!["code"]!);
    }

    [Fact]
    public async Task Each_status_can_come_several_times()
    {
        lab.Graph.StatusPlan = StatusPlan.Delivered with { Copies = 3, InOrder = false };

        await caller.SendTextAsync("hi");

        Assert.Equal(2, (await product.WaitForAsync(6)).Select(arrival => arrival.Text).Distinct().Count());
    }

    [Fact]
    public async Task Statuses_can_be_kept_back()
    {
        lab.Graph.StatusPlan = StatusPlan.Off;

        await caller.SendTextAsync("hi");
        await lab.Providers.WhenIdleAsync().WaitAsync(Soon.Enough);

        Assert.Empty(product.Arrivals.Entries);
    }

    [Fact]
    public async Task The_end_of_the_server_ends_the_repeating()
    {
        product.Usually = 500;
        await caller.SendTextAsync("hi");
        await product.WaitForAsync(2);

        await lab.DisposeAsync().AsTask().WaitAsync(Soon.Enough);

        await lab.Providers.WhenIdleAsync().WaitAsync(Soon.Enough);
    }

    [Fact]
    public async Task A_customers_message_is_repeated_until_it_was_taken()
    {
        product.AnswerNext(503, 503);
        var text = new WhatsAppText { From = Accounts.Customer, Name = "Dana Field", Text = "hello", At = DateTimeOffset.UnixEpoch };

        var outcome = await lab.MetaWebhooks.PostAsync(
            MetaWebhooks.Texts(Accounts.WhatsApp(product.Url), text), RetrySchedule.UntilOk);

        Assert.True(outcome is { Accepted: true, Attempts: 3, Status: 200 });
        Assert.Equal(3, product.Arrivals.Total);
    }

    [Fact]
    public async Task An_unreachable_product_is_an_outcome_and_no_exception()
    {
        await product.DisposeAsync();
        var text = new WhatsAppText { From = Accounts.Customer, Name = "Dana Field", Text = "hello", At = DateTimeOffset.UnixEpoch };

        var outcome = await lab.MetaWebhooks.SendAsync(Accounts.WhatsApp(new Uri("http://127.0.0.1:1")), text);

        Assert.True(outcome is { Accepted: false, Attempts: 1, Status: null });
    }

    private static JsonObject Status(Arrival arrival) => JsonNode.Parse(arrival.Body)!
        ["entry"]![0]!["changes"]![0]!["value"]!["statuses"]![0]!.AsObject();
}
