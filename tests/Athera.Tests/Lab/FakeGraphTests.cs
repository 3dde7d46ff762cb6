using System.Text.Json.Nodes;
using Athera.Lab;
using Athera.Lab.Faults;
using Athera.Lab.Meta;
using Athera.Lab.Wire;
using Xunit;

namespace Athera.Tests.Lab;

public sealed class FakeGraphTests : IAsyncLifetime
{
    private LabServer lab = null!;
    private GraphCaller caller = null!;

    public async ValueTask InitializeAsync()
    {
        lab = await LabServer.StartAsync();
        caller = new GraphCaller(lab);
        lab.Graph.StatusPlan = StatusPlan.Off;
    }

    public async ValueTask DisposeAsync()
    {
        caller.Dispose();
        await lab.DisposeAsync();
    }

    [Fact]
    public async Task A_send_is_answered_with_a_fresh_id_and_remembered()
    {
        var (status, body) = await caller.SendTextAsync("Table 4 is free", callbackData: "out-1");
        var (_, second) = await caller.SendTextAsync("again");

        Assert.Equal(200, status);
        var contact = body["contacts"]![0]!;
        Assert.Equal(("+12025550143", Accounts.Customer), ((string)contact["input"]!, (string)contact["wa_id"]!));
        var send = lab.Graph.Sends.Entries[0];
        Assert.Equal((string)body["messages"]![0]!["id"]!, send.MessageId);
        Assert.Equal(("Table 4 is free", "out-1", 1L), (send.Text, send.CallbackData, send.Sequence));
        Assert.NotEqual(send.MessageId, (string)second["messages"]![0]!["id"]!);
    }

    [Fact]
    public async Task The_version_in_front_is_optional()
    {
        var body = new JsonObject
        {
            ["messaging_product"] = "whatsapp", ["to"] = "12025550143", ["text"] = new JsonObject { ["body"] = "hi" },
        };

        var (status, _) = await caller.PostAsync($"{lab.Url}lab/graph/{Accounts.PhoneNumberId}/messages", body);

        Assert.Equal(200, status);
    }

    [Fact]
    public async Task A_call_without_a_token_is_refused_with_190()
    {
        caller.Token = null;

        var (status, body) = await caller.SendTextAsync("hi");

        Assert.Equal((401, 190), (status, (int)body["error"]!["code"]!));
        Assert.Empty(lab.Graph.Sends.Entries);
    }

    [Fact]
    public async Task A_connected_number_takes_only_its_own_token()
    {
        lab.Graph.Connect(Accounts.WhatsApp(lab.Url) with { AccessToken = "right" });

        Assert.Equal(401, (await caller.SendTextAsync("hi")).Status);
        caller.Token = "right";
        Assert.Equal(200, (await caller.SendTextAsync("hi")).Status);
    }

    [Fact]
    public async Task A_user_without_a_number_is_reached_by_the_business_scoped_id()
    {
        var (status, body) = await caller.PostAsync($"{lab.GraphUrl}/{Accounts.PhoneNumberId}/messages", new JsonObject
        {
            ["messaging_product"] = "whatsapp", ["recipient"] = "US.88", ["text"] = new JsonObject { ["body"] = "hi" },
        });

        Assert.Equal((200, "US.88"), (status, (string)body["contacts"]![0]!["user_id"]!));
    }

    [Fact]
    public async Task A_read_mark_with_typing_is_a_success_and_no_send()
    {
        var (status, body) = await caller.PostAsync($"{lab.GraphUrl}/{Accounts.PhoneNumberId}/messages", new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["status"] = "read",
            ["message_id"] = "wamid.1",
            ["typing_indicator"] = new JsonObject { ["type"] = "text" },
        });

        Assert.True(status == 200 && (bool)body["success"]!);
        Assert.True(Assert.Single(lab.Graph.Marks.Entries) is { MessageId: "wamid.1", IsTyping: true });
        Assert.Empty(lab.Graph.Sends.Entries);
    }

    [Theory]
    [InlineData("api-error-100.json", 400)]
    [InlineData("api-error-130429.json", 429)]
    [InlineData("api-error-131047.json", 400)]
    [InlineData("api-error-131056.json", 400)]
    [InlineData("api-error-190.json", 401)]
    [InlineData("api-error-2.json", 503)]
    public async Task A_refusal_looks_like_the_real_one(string file, int expectedStatus)
    {
        var expected = Fixture.Json($"meta/{file}");
        expected["error"]!.AsObject().Remove("fbtrace_id");
        lab.Graph.Faults.Next(GraphErrors.Refuse((int)expected["error"]!["code"]!));

        var (status, body) = await caller.SendTextAsync("hi");

        Assert.NotNull((string?)body["error"]!["fbtrace_id"]);
        body["error"]!.AsObject().Remove("fbtrace_id");
        Assert.Equal(expectedStatus, status);
        Assert.True(JsonNode.DeepEquals(expected, body), body.ToJsonString());
        Assert.Empty(lab.Graph.Sends.Entries);
    }

    [Fact]
    public async Task A_text_above_the_limit_is_refused()
    {
        Assert.Equal(200, (await caller.SendTextAsync(new string('x', 4096))).Status);
        Assert.Equal(400, (await caller.SendTextAsync(new string('x', 4097))).Status);
    }

    [Fact]
    public async Task A_fault_holds_for_as_many_calls_as_asked()
    {
        lab.Graph.Faults.Next(GraphErrors.Refuse(131016), calls: 2);

        var statuses = new List<int>();
        for (var call = 0; call < 3; call++) statuses.Add((await caller.SendTextAsync("hi")).Status);

        Assert.Equal([503, 503, 200], statuses);
    }

    [Fact]
    public async Task A_fault_of_one_account_leaves_the_others_alone()
    {
        lab.Graph.Faults.Always(GraphErrors.Refuse(131031), account: "broken");

        Assert.Equal(200, (await caller.SendTextAsync("hi")).Status);
        Assert.Equal(403, (await caller.SendTextAsync("hi", from: "broken")).Status);
    }

    [Fact]
    public async Task A_dropped_call_took_nothing()
    {
        lab.Graph.Faults.Next(Fault.Drop);

        await Assert.ThrowsAsync<HttpRequestException>(() => caller.SendTextAsync("hi"));

        Assert.Empty(lab.Graph.Sends.Entries);
    }

    [Fact]
    public async Task A_call_can_be_taken_without_the_caller_hearing_of_it()
    {
        lab.Graph.Faults.Next(Fault.TakeThenDrop);

        await Assert.ThrowsAsync<HttpRequestException>(() => caller.SendTextAsync("hi"));

        Assert.Single(lab.Graph.Sends.Entries);
    }

    [Fact]
    public async Task A_call_can_be_taken_and_answered_with_an_error()
    {
        lab.Graph.Faults.Next(Fault.TakeThenRefuse(GraphErrors.Answer(131000)));

        var (status, _) = await caller.SendTextAsync("hi");

        Assert.Equal(500, status);
        Assert.Single(lab.Graph.Sends.Entries);
    }

    [Fact]
    public async Task A_call_nobody_answers_ends_with_the_server()
    {
        lab.Graph.Faults.Next(Fault.TakeThenHang);
        var call = caller.SendTextAsync("hi");
        await lab.Graph.Sends.FirstAsync(_ => true, Soon.Enough);

        await lab.DisposeAsync().AsTask().WaitAsync(Soon.Enough);

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }
}
