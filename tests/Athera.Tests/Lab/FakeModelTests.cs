using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Athera.Lab;
using Athera.Lab.Models;
using Xunit;

namespace Athera.Tests.Lab;

public sealed class FakeModelTests : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private LabServer lab = null!;

    public async ValueTask InitializeAsync()
    {
        lab = await LabServer.StartAsync();
        http.DefaultRequestHeaders.Add("api-key", "key");
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await lab.DisposeAsync();
    }

    [Theory]
    [InlineData("/openai/deployments/gpt/chat/completions?api-version=2024-10-21", true)]
    [InlineData("/openai/v1/chat/completions", true)]
    [InlineData("/v1/chat/completions", false)]
    public async Task Every_form_of_the_address_answers(string path, bool isAzure)
    {
        using var response = await AskAsync(Question("Hello 👋"), path);
        var body = (await response.Content.ReadFromJsonAsync<JsonObject>())!;

        Assert.Equal("Hello 👋", (string)body["choices"]![0]!["message"]!["content"]!);
        Assert.Equal("stop", (string)body["choices"]![0]!["finish_reason"]!);
        Assert.Equal(isAzure, body.ContainsKey("prompt_filter_results"));
        Assert.Equal(("gpt", isAzure), (lab.Model.Requests.Entries[0].Model, lab.Model.Requests.Entries[0].IsAzure));
        Assert.True(response.Headers.Contains("x-request-id"));
    }

    [Fact]
    public async Task A_key_may_come_as_a_bearer_token_and_a_wrong_one_is_refused()
    {
        lab.Model.ApiKey = "right";
        using var wrong = await AskAsync(Question("hi"));
        http.DefaultRequestHeaders.Remove("api-key");
        http.DefaultRequestHeaders.Add("Authorization", "Bearer right");
        using var right = await AskAsync(Question("hi"));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (wrong.StatusCode, right.StatusCode));
        Assert.Equal(1, lab.Model.Requests.Total);
    }

    [Fact]
    public async Task An_unknown_deployment_is_not_found()
    {
        lab.Model.OnlyModel = "other";

        using var response = await AskAsync(Question("hi"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Tools_are_called_with_arguments_as_text()
    {
        lab.Model.Script.Next(ModelBehaviour.CallTools(new("find_order", """{"id":7}"""), new("broken", "{not json")));

        using var response = await AskAsync(Question("hi"));
        var choice = (await response.Content.ReadFromJsonAsync<JsonObject>())!["choices"]![0]!;

        Assert.Equal("tool_calls", (string)choice["finish_reason"]!);
        Assert.Equal(["find_order", "broken"], choice["message"]!["tool_calls"]!.AsArray().Select(call => (string)call!["function"]!["name"]!));
        Assert.Equal("{not json", (string)choice["message"]!["tool_calls"]![1]!["function"]!["arguments"]!);
    }

    [Fact]
    public async Task A_tool_call_that_was_not_answered_is_objected_to()
    {
        var question = Question("hi");
        question["messages"]!.AsArray().Insert(0, JsonNode.Parse(
            """{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"f","arguments":"{}"}}]}"""));

        using var response = await AskAsync(question);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Failures_then_success_and_every_call_is_counted()
    {
        lab.Model.Script.Next(ModelBehaviour.Fail(503), calls: 2);
        var statuses = new List<int>();

        for (var call = 0; call < 3; call++)
        {
            using var response = await AskAsync(Question("hi"));
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([503, 503, 200], statuses);
        Assert.Equal(3, lab.Model.CallsOf("conversation-1"));
    }

    [Theory]
    [InlineData(RetryAfterForm.Milliseconds, "retry-after-ms", "2000")]
    [InlineData(RetryAfterForm.MicrosoftMilliseconds, "x-ms-retry-after-ms", "2000")]
    [InlineData(RetryAfterForm.Seconds, "Retry-After", "2")]
    [InlineData(RetryAfterForm.Date, "Retry-After", null)]
    public async Task Too_many_requests_says_how_long_to_wait(RetryAfterForm form, string header, string? value)
    {
        lab.Model.Script.Next(ModelBehaviour.RateLimit(form, TimeSpan.FromSeconds(2)));

        using var response = await AskAsync(Question("hi"));

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        var told = Assert.Single(response.Headers.GetValues(header));
        Assert.True(value is null ? DateTimeOffset.TryParse(told, out _) : told == value);
    }

    [Fact]
    public async Task A_blocked_prompt_names_the_filter()
    {
        lab.Model.Script.Next(ModelBehaviour.BlockPrompt);

        using var response = await AskAsync(Question("hi"));
        var error = (await response.Content.ReadFromJsonAsync<JsonObject>())!["error"]!;

        Assert.Equal((HttpStatusCode.BadRequest, "content_filter"), (response.StatusCode, (string)error["code"]!));
        Assert.True((bool)error["innererror"]!["content_filter_result"]!["jailbreak"]!["filtered"]!);
    }

    [Fact]
    public async Task A_dropped_call_is_heard_as_such_and_still_counted()
    {
        lab.Model.Script.Next(ModelBehaviour.Drop);

        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(Question("hi")));

        Assert.Equal(1, lab.Model.Requests.Total);
    }

    [Fact]
    public async Task A_silent_model_is_left_by_the_caller()
    {
        lab.Model.Script.Next(ModelBehaviour.Hang);
        using var patience = new CancellationTokenSource();
        var call = AskAsync(Question("hi"), cancellation: patience.Token);
        await lab.Model.Requests.FirstAsync(_ => true, Soon.Enough);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_reasoning_model_refuses_old_parameters()
    {
        lab.Model.IsReasoning = true;
        var question = Question("hi");
        question["max_tokens"] = 100;

        using var response = await AskAsync(question);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private Task<HttpResponseMessage> AskAsync(
        JsonObject question, string path = "/openai/deployments/gpt/chat/completions", CancellationToken cancellation = default) =>
        http.PostAsJsonAsync($"{lab.AzureModelUrl}{path}", question, cancellation);

    private static JsonObject Question(string text) => new()
    {
        ["model"] = "gpt",
        ["user"] = "conversation-1",
        ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = text }),
    };
}
