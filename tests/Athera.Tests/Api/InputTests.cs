using System.Text;
using Xunit;

namespace Athera.Tests.Api;

/// <summary>What clients get wrong, and what they are told.</summary>
public sealed class InputTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Id = "0123456789abcdef0123456789abcdef";

    public static TheoryData<string, string, string, int, string> WrongBodies => new()
    {
        { "POST", "/channels", "{", 400, "body" },
        { "POST", "/channels", "", 400, "body" },
        { "POST", "/channels", "{\"kind\":\"a\",\"kind\":\"b\",\"name\":\"n\"}", 400, "body" },
        { "POST", "/channels", "[]", 422, "body" },
        { "POST", "/channels", "null", 422, "body" },
        { "POST", "/channels", "{\"name\":\"n\"}", 422, "kind" },
        { "POST", "/channels", "{\"kind\":null,\"name\":\"n\"}", 422, "kind" },
        { "POST", "/channels", "{\"kind\":7,\"name\":\"n\"}", 422, "kind" },
        { "POST", "/channels", "{\"kind\":\"unknown\",\"name\":\"n\"}", 422, "kind" },
        { "POST", "/channels", "{\"kind\":\"a\",\"name\":\"\"}", 422, "name" },
        { "POST", "/channels", "{\"kind\":\"a\",\"name\":\"n\",\"accessToken\":5}", 422, "accessToken" },
        { "POST", "/channels", "{\"kind\":\"a\",\"name\":\"n\",\"phoneNumberId\":{\"x\":1}}", 422, "phoneNumberId" },
        { "POST", "/channels", "{\"kind\":\"a\",\"name\":\"n\",\"messagesPerSecond\":0}", 422, "messagesPerSecond" },
        { "POST", "/channels", "{\"kind\":\"a\",\"name\":\"n\",\"messagesPerSecond\":\"5\"}", 422, "messagesPerSecond" },
        { "PATCH", $"/channels/{Id}", "{\"name\":\"\"}", 422, "name" },
        { "POST", "/channels", "{\"kind\":\"a\",\"name\":\"n\",\"agent\":\"somebody\"}", 422, "agent" },
        { "PATCH", $"/channels/{Id}", "{\"agent\":false}", 422, "agent" },
        { "POST", "/agents", "{}", 422, "name" },
        { "POST", "/agents", "{\"name\":\"\"}", 422, "name" },
        { "POST", "/agents", "{\"name\":\"Nora\",\"settleMs\":-1}", 422, "settleMs" },
        { "POST", $"/conversations/{Id}/messages", "{}", 422, "text" },
        { "POST", $"/conversations/{Id}/messages", "{\"text\":[]}", 422, "text" },
        { "POST", $"/conversations/{Id}/messages", "{\"text\":\"" + new string('x', 16385) + "\"}", 422, "text" },
        { "POST", $"/conversations/{Id}/messages", "{\"text\":\"x\",\"clientMessageId\":\"\"}", 422, "clientMessageId" },
        { "POST", $"/conversations/{Id}/snooze", "{}", 422, "until" },
        { "POST", $"/conversations/{Id}/snooze", "{\"until\":\"tomorrow\"}", 422, "until" },
        { "POST", $"/conversations/{Id}/snooze", "{\"until\":\"2026-05-01T10:00:00\"}", 422, "until" },
        { "POST", $"/conversations/{Id}/labels", "{}", 422, "labels" },
        { "POST", $"/conversations/{Id}/labels", "{\"labels\":[1]}", 422, "labels" },
        { "POST", $"/conversations/{Id}/labels", "{\"labels\":[null]}", 422, "labels" },
        { "POST", $"/conversations/{Id}/notes", "{\"text\":\" \"}", 422, "text" },
        { "POST", $"/conversations/{Id}/assign", "{\"assignee\":1}", 422, "assignee" },
        { "POST", "/contacts", "{\"name\":\"" + new string('x', 201) + "\"}", 422, "name" },
        { "PATCH", $"/contacts/{Id}", "{\"attributes\":{\"a b\":1}}", 422, "attributes" },
        { "PATCH", $"/contacts/{Id}", "{\"attributes\":{\"a\":null}}", 422, "attributes" },
        { "POST", $"/contacts/{Id}/merge", "{\"with\":\"x\"}", 422, "with" },
        { "POST", $"/contacts/{Id}/merge", "{}", 422, "with" },
        { "POST", $"/contacts/{Id}/consent", "{\"purpose\":\"p\",\"source\":\"s\"}", 422, "granted" },
        { "POST", "/orders", "{\"lines\":[]}", 422, "currency" },
        { "POST", "/orders", "{\"currency\":\"EURO\"}", 422, "currency" },
        { "POST", "/orders", "{\"currency\":\"EUR\",\"lines\":[null]}", 422, "lines" },
        { "POST", "/orders", "{\"currency\":\"EUR\",\"lines\":[{\"name\":\"x\",\"quantity\":1}]}", 422, "lines" },
        { "POST", "/orders", "{\"currency\":\"EUR\",\"lines\":[{\"name\":\"x\",\"quantity\":1,\"unitAmount\":0.5}]}", 422, "lines" },
        { "POST", "/orders", "{\"currency\":\"EUR\",\"contactId\":\"x\"}", 422, "contactId" },
        { "POST", "/orders", "{\"currency\":\"EUR\",\"state\":\"new\"}", 422, "state" },
        { "POST", "/orders", "{\"currency\":\"EUR\",\"externalId\":\"\"}", 422, "externalId" },
        { "PATCH", $"/orders/{Id}", "{\"notes\":\"" + new string('x', 4097) + "\"}", 422, "notes" },
        { "POST", "/tasks", "{}", 422, "title" },
        { "POST", "/tasks", "{\"title\":\"" + new string('x', 201) + "\"}", 422, "title" },
        { "POST", "/tasks", "{\"title\":\"x\",\"dueAt\":\"2026-05-01T10:00:00\"}", 422, "dueAt" },
        { "PATCH", $"/tasks/{Id}", "{\"state\":2}", 422, "state" },
        { "PATCH", $"/agents/{Id}", "{\"settleMs\":60001}", 422, "settleMs" },
        { "PATCH", $"/agents/{Id}", "{\"settleMs\":1.5}", 422, "settleMs" },
        { "POST", $"/agents/{Id}/replay", "{\"last\":101}", 422, "last" },
        { "POST", $"/agents/{Id}/replay", "{\"conversation\":\"x\"}", 422, "conversation" },
        { "PATCH", $"/agents/{Id}", "{\"tools\":{\"note\":\"maybe\"}}", 422, "tools" },
        { "PATCH", $"/agents/{Id}", "{\"budgets\":{\"steps\":\"many\"}}", 422, "budgets" },
        { "PATCH", $"/agents/{Id}", "{\"fallbacks\":[\"a\",\"b\",\"c\",\"d\"]}", 422, "fallbacks" },
        { "PATCH", $"/agents/{Id}", "{\"enabled\":\"yes\"}", 422, "enabled" },
    };

    [Theory]
    [MemberData(nameof(WrongBodies))]
    public async Task A_wrong_body_is_refused_with_the_field_named(string method, string path, string body, int status, string field)
    {
        using var client = fixture.Host.Client(fixture.Host.Grains.NewTenant().Key);

        using var response = await client.Talk(new HttpMethod(method), "/api/v1" + path, body);

        await AssertProblem(response, status, field);
    }

    [Theory]
    [InlineData("/conversations?limit=0", "limit")]
    [InlineData("/conversations?limit=201", "limit")]
    [InlineData("/conversations?limit=ten", "limit")]
    [InlineData("/conversations?limit=1&limit=2", "limit")]
    [InlineData("/conversations?status=closed", "status")]
    [InlineData("/conversations?status=1", "status")]
    [InlineData("/conversations?contact=x", "contact")]
    [InlineData("/conversations?q=refund", "q")]
    [InlineData("/channels?limit=-1", "limit")]
    [InlineData("/contacts?limit=x", "limit")]
    [InlineData("/orders?state=new", "state")]
    [InlineData("/orders?state=1", "state")]
    [InlineData("/orders?contact=x", "contact")]
    [InlineData("/tasks?conversation=x", "conversation")]
    [InlineData("/tasks?overdue=yes", "overdue")]
    [InlineData("/tasks?limit=201", "limit")]
    [InlineData("/messages", "externalId")]
    [InlineData("/messages?externalId=", "externalId")]
    [InlineData("/conversations/" + Id + "/events?after=x", "after")]
    [InlineData("/conversations/" + Id + "/messages?after=-1", "after")]
    public async Task A_wrong_query_is_refused_with_the_field_named(string path, string field)
    {
        using var client = fixture.Host.Client(fixture.Host.Grains.NewTenant().Key);

        using var response = await client.GetAsync("/api/v1" + path);

        await AssertProblem(response, 422, field);
    }

    [Theory]
    [InlineData("name", "{\"adminEmail\":\"a@b.example\"}")]
    [InlineData("adminEmail", "{\"name\":\"A\"}")]
    [InlineData("adminEmail", "{\"name\":\"A\",\"adminEmail\":\"nobody\"}")]
    [InlineData("name", "{\"name\":false,\"adminEmail\":\"a@b.example\"}")]
    public async Task A_wrong_tenant_is_refused_with_the_field_named(string field, string body)
    {
        using var client = fixture.Host.Client(FakeGrains.PlatformKey);

        using var response = await client.Post("/api/v1/tenants", body);

        await AssertProblem(response, 422, field);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_beyond_the_limit_is_413(bool chunked)
    {
        using var client = fixture.Host.Client(fixture.Host.Grains.NewTenant().Key);
        client.DefaultRequestHeaders.TransferEncodingChunked = chunked;

        using var response = await client.Post("/api/v1/contacts", "{\"name\":\"" + new string('x', 256 * 1024) + "\"}");

        await AssertProblem(response, 413, null);
    }

    [Fact]
    public async Task A_body_that_is_not_said_to_be_JSON_is_415()
    {
        using var client = fixture.Host.Client(fixture.Host.Grains.NewTenant().Key);

        using var response = await client.PostAsync("/api/v1/contacts", new StringContent("name=x", Encoding.UTF8, "application/x-www-form-urlencoded"));

        await AssertProblem(response, 415, null);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", 404)]
    [InlineData("GET", "/api/v2", 404)]
    [InlineData("GET", "/api/v1/conversations/x/messages", 404)]
    [InlineData("PUT", "/api/v1/conversations", 405)]
    [InlineData("DELETE", "/api/v1/conversations/" + Id, 405)]
    public async Task A_route_or_method_that_is_not_offered_is_a_problem_too(string method, string path, int status)
    {
        using var client = fixture.Host.Client(fixture.Host.Grains.NewTenant().Key);

        using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        await AssertProblem(response, status, null);
    }

    [Theory]
    [InlineData(typeof(TimeoutException), 503)]
    [InlineData(typeof(SiloUnavailableException), 503)]
    [InlineData(typeof(InvalidOperationException), 500)]
    public async Task A_failure_inside_tells_nothing_of_the_inside(Type failure, int status)
    {
        await using var host = await ApiHost.Start();
        host.Grains.WhenReading = () => throw (Exception)Activator.CreateInstance(failure, "secret of the inside")!;
        using var client = host.Client(host.Grains.NewTenant().Key);

        using var response = await client.GetAsync("/api/v1/conversations");

        await AssertProblem(response, status, null);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync());
        Assert.Equal(status == 503, response.Headers.RetryAfter is not null);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    private static async Task AssertProblem(HttpResponseMessage response, int status, string? field)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Json();
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.StartsWith("urn:athera:problem:", problem.GetProperty("type").GetString());
        Assert.NotEqual("", problem.GetProperty("traceId").GetString());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        if (field is null)
            Assert.False(problem.TryGetProperty("errors", out _));
        else
            Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }
}
