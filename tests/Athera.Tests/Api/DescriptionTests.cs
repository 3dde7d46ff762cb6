using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace Athera.Tests.Api;

/// <summary>What the API says about itself.</summary>
public sealed class DescriptionTests
{
    [Fact]
    public async Task The_description_names_every_route_its_inputs_and_its_refusals()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client();

        var document = await (await client.GetAsync("/openapi/v1.json")).Json();

        var paths = document.GetProperty("paths");
        var send = paths.GetProperty("/api/v1/conversations/{id}/messages").GetProperty("post");
        Assert.NotEqual("", send.GetProperty("summary").GetString());
        Assert.Contains(send.GetProperty("parameters").EnumerateArray(), one => one.GetProperty("name").GetString() == "Idempotency-Key");
        Assert.True(send.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _));
        Assert.True(send.GetProperty("responses").GetProperty("422").GetProperty("content").TryGetProperty("application/problem+json", out _));
        Assert.True(send.GetProperty("responses").TryGetProperty("201", out _));
        var list = paths.GetProperty("/api/v1/conversations").GetProperty("get").GetProperty("parameters");
        Assert.Equal(
            ["after", "assignee", "channel", "contact", "label", "limit", "status"],
            list.EnumerateArray().Select(one => one.GetProperty("name").GetString()!).Order());
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("Bearer").GetProperty("scheme").GetString());
        Assert.DoesNotContain(paths.EnumerateObject(), path => !path.Name.StartsWith("/api/v1/", StringComparison.Ordinal));
        foreach (var operation in paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject()))
            Assert.True(operation.Value.TryGetProperty("summary", out _), operation.Name);
    }

    [Fact]
    public async Task Ids_and_enums_are_described_as_they_are_written()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client();

        var schemas = (await (await client.GetAsync("/openapi/v1.json")).Json()).GetProperty("components").GetProperty("schemas");

        Assert.Equal("^[0-9a-f]{32}$", schemas.GetProperty("ConversationId").GetProperty("pattern").GetString());
        Assert.Equal("^(default|nobody|[0-9a-f]{32})$", schemas.GetProperty("AccountAgent").GetProperty("pattern").GetString());
        Assert.Equal("name", schemas.GetProperty("CreateAgentBody").GetProperty("required").EnumerateArray().Single().GetString());
        Assert.False(schemas.GetProperty("ChangeAgentBody").TryGetProperty("required", out _));
        Assert.Contains("button_reply", schemas.GetProperty("MessageKind").GetRawText());
        Assert.Contains("\"text\"", schemas.GetProperty("NoteBody").GetProperty("required").GetRawText());
    }

    [Fact]
    public async Task The_page_for_people_loads_nothing_from_elsewhere()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client();

        var page = await client.GetStringAsync("/docs");

        Assert.DoesNotContain("https://", page);
        Assert.DoesNotContain("//cdn", page);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/docs/scalar.js")).StatusCode);
    }

    [Fact]
    public async Task A_process_lives_even_when_it_is_not_ready_and_says_why_without_secrets()
    {
        await using var host = await ApiHost.Start(services => services.AddHealthChecks()
            .AddCheck("store", () => HealthCheckResult.Unhealthy("The store does not answer."))
            .AddCheck("keys", () => HealthCheckResult.Unhealthy("Host=db;Password=x", new InvalidOperationException("Password=x")))
            .AddCheck("cluster", () => HealthCheckResult.Healthy("fine")));
        using var client = host.Client();

        using var live = await client.GetAsync("/health/live");
        using var ready = await client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var told = await ready.Json();
        Assert.Equal("unhealthy", told.GetProperty("status").GetString());
        Assert.Equal("The store does not answer.", told.GetProperty("reasons").GetProperty("store").GetString());
        Assert.False(told.GetProperty("reasons").TryGetProperty("cluster", out _));
        Assert.DoesNotContain("Password", told.GetRawText());
    }

    [Fact]
    public async Task A_process_whose_checks_all_pass_is_ready()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client();

        using var ready = await client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(JsonValueKind.Object, (await ready.Json()).GetProperty("reasons").ValueKind);
    }

    [Fact]
    public async Task Data_is_not_to_be_kept_framed_or_read_by_other_sites()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Grains.NewTenant().Key);
        client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");

        using var response = await client.GetAsync("/api/v1/conversations");

        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }
}
