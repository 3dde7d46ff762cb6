using System.Net;
using System.Net.Sockets;
using System.Text;
using Athera.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Athera.Tests.Api;

public sealed class WebhookTests
{
    private const int MaxLength = 4 * 1024 * 1024;

    [Fact]
    public async Task A_webhook_reaches_the_gateway_exactly_as_it_was_sent()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client();
        var account = ChannelAccountId.New();
        byte[] body = [0xff, 0x00, .. "{\"a\":\"\\u00e9\"}"u8];
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, $"/webhooks/acme/{account}/status?b=2&a=%2b1"))
        {
            Content = new ByteArrayContent(body),
        };
        request.Headers.Add("X-Hub-Signature-256", "sha256=AbC");

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var received = Assert.Single(host.Grains.Webhooks);
        Assert.Equal("acme", received.Provider);
        Assert.Equal(account, received.Account);
        Assert.Equal("status", received.Topic);
        Assert.Equal("POST", received.Method);
        Assert.Equal($"/webhooks/acme/{account}/status?b=2&a=%2b1", received.Target);
        Assert.Equal("sha256=AbC", received.Headers["x-hub-signature-256"]);
        Assert.Equal(body, received.Body.ToArray());
    }

    [Fact]
    public async Task A_verification_request_is_answered_with_the_gateways_exact_body()
    {
        await using var host = await ApiHost.Start();
        host.Grains.WhenReceiving = _ => Task.FromResult(new WebhookReply(200, "text/plain", "1158201444"));
        using var client = host.Client();

        using var response = await client.GetAsync("/webhooks/acme?hub.mode=subscribe");

        Assert.Equal("1158201444", await response.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Null(Assert.Single(host.Grains.Webhooks).Account);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    public async Task A_refusal_of_the_gateway_is_passed_on_without_a_body(int status)
    {
        await using var host = await ApiHost.Start();
        host.Grains.WhenReceiving = _ => Task.FromResult(new WebhookReply(status));
        using var client = host.Client();

        using var response = await client.PostAsync("/webhooks/acme", new StringContent("{}"));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_reply_that_says_when_to_come_back_carries_Retry_After()
    {
        await using var host = await ApiHost.Start();
        host.Grains.WhenReceiving = _ => Task.FromResult(new WebhookReply(503, RetryAfterSeconds: 7));
        using var client = host.Client();

        using var response = await client.PostAsync("/webhooks/acme", new StringContent("{}"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task A_gateway_that_fails_is_answered_503_with_Retry_After()
    {
        await using var host = await ApiHost.Start();
        host.Grains.WhenReceiving = _ => throw new TimeoutException();
        using var client = host.Client();

        using var response = await client.PostAsync("/webhooks/acme", new StringContent("{}"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task A_gateway_that_hangs_is_answered_503_when_the_deadline_passes()
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource();
        await using var host = await ApiHost.Start(services => services.AddSingleton<TimeProvider>(time));
        host.Grains.WhenReceiving = _ =>
        {
            asked.SetResult();
            return new TaskCompletionSource<WebhookReply>().Task;
        };
        using var client = host.Client();

        var answer = client.PostAsync("/webhooks/acme", new StringContent("{}"));
        await asked.Task;
        while (!answer.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await answer).StatusCode);
    }

    [Theory]
    [InlineData("/webhooks/acme/not-an-id")]
    [InlineData("/webhooks/acme/0123456789abcdef0123456789abcde")]
    [InlineData("/webhooks/ACME")]
    [InlineData("/webhooks/a%2Fb")]
    [InlineData("/webhooks/acme/0123456789abcdef0123456789abcdef/Not_A_Word")]
    [InlineData("/webhooks/a-provider-whose-name-is-longer-than-any")]
    public async Task A_route_that_names_nothing_is_404_and_never_reaches_the_silo(string path)
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client();

        using var response = await client.PostAsync(path, new StringContent("{}"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(host.Grains.Webhooks);
    }

    [Fact]
    public async Task Other_methods_are_405()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client();

        using var response = await client.DeleteAsync("/webhooks/acme");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_of_exactly_the_limit_is_taken_in(bool chunked)
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client();
        client.DefaultRequestHeaders.TransferEncodingChunked = chunked;
        var body = new byte[MaxLength];
        Random.Shared.NextBytes(body);

        using var response = await client.PostAsync("/webhooks/acme", new ByteArrayContent(body));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(Assert.Single(host.Grains.Webhooks).Body.Span.SequenceEqual(body));
    }

    [Fact]
    public async Task A_body_announced_beyond_the_limit_is_413_before_any_of_it_came()
    {
        await using var host = await ApiHost.Start();
        using var wire = await Wire.Open(host.Address);

        await wire.Write($"POST /webhooks/acme HTTP/1.1\r\nHost: athera\r\nContent-Length: {MaxLength + 1}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413", await wire.ReadLine());
        Assert.Empty(host.Grains.Webhooks);
    }

    [Fact]
    public async Task A_chunked_body_is_413_as_soon_as_it_passes_the_limit()
    {
        await using var host = await ApiHost.Start();
        using var wire = await Wire.Open(host.Address);

        await wire.Write("POST /webhooks/acme HTTP/1.1\r\nHost: athera\r\nTransfer-Encoding: chunked\r\n\r\n");
        var chunk = "10000\r\n" + new string('x', 0x10000) + "\r\n";
        for (var sent = 0; sent <= MaxLength; sent += 0x10000)
            await wire.Write(chunk);

        // The last chunk was never sent, so only a server that counts can answer.
        Assert.StartsWith("HTTP/1.1 413", await wire.ReadLine());
        Assert.Empty(host.Grains.Webhooks);
    }

    [Fact]
    public async Task Headers_beyond_the_limits_are_left_out_and_the_rest_is_kept()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client();
        var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/acme") { Content = new StringContent("{}") };
        request.Headers.Add("X-Long", new string('x', 17_000));
        for (var i = 0; i < 80; i++)
            request.Headers.Add($"X-Many-{i}", "1");

        using var response = await client.SendAsync(request);

        var headers = Assert.Single(host.Grains.Webhooks).Headers;
        Assert.Equal(64, headers.Count);
        Assert.DoesNotContain("x-long", headers.Keys);
        Assert.Equal("text/plain; charset=utf-8", headers["content-type"]);
    }

    private sealed class Wire(TcpClient tcp) : IDisposable
    {
        public static async Task<Wire> Open(Uri address)
        {
            var tcp = new TcpClient();
            await tcp.ConnectAsync(address.Host, address.Port);
            return new Wire(tcp);
        }

        public Task Write(string text) => tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();

        public async Task<string> ReadLine()
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            using var reader = new StreamReader(tcp.GetStream(), leaveOpen: true);
            return await reader.ReadLineAsync(deadline.Token) ?? "";
        }

        public void Dispose() => tcp.Dispose();
    }
}
