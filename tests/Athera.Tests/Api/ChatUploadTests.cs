using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Athera.Chat;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Athera.Tests.Api;

public sealed class ChatUploadTests : IAsyncLifetime
{
    private const string Page = "https://shop.example", Path = "/api/v1/chat/uploads";

    private ApiHost _host = null!;
    private TenantId _tenant;
    private ChannelAccountId _account;
    private string _token = "";
    private OpaqueId _visitor;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await ApiHost.Start(
            services => services.AddSingleton<Athera.Api.Inbox.IFeedSignals, FakeSignals>(),
            new Dictionary<string, string?> { ["Athera:Api:ChatUploadsPerMinute"] = "25" });
        (_tenant, _) = _host.Grains.NewTenant();
        _account = ChannelAccountId.New();
        _host.Grains.Chats[_account] = (_tenant, Page);
        (_token, _visitor) = await OpenAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_visitors_file_is_kept_under_its_own_key_and_its_page_may_read_the_answer()
    {
        using var answer = await BringAsync("hello"u8.ToArray());

        var body = await answer.Json();
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(Page, Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.Equal(("house.txt", 5), (body.GetProperty("fileName").GetString(), body.GetProperty("bytes").GetInt32()));
        Assert.True(UploadId.TryParse(body.GetProperty("id").GetString(), out var id));
        var kept = Assert.Single(_host.Grains.Brought);
        Assert.Equal(new ChatVisitor(_tenant, _account, _visitor, default).KeyOf(id), kept.Key);
        Assert.NotEqual(id.Value, kept.Key);
    }

    [Fact]
    public async Task In_a_form_its_name_stands_in_no_address()
    {
        using var http = _host.Client(_token);
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent("hello"u8.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } }, "file", "../Anna's.txt" },
        };

        using var answer = await http.PostAsync($"{Path}?account={_account}", form, Cancellation);

        var body = await answer.Json();
        Assert.Equal(("Anna's.txt", "text/plain", 5), (
            body.GetProperty("fileName").GetString(), body.GetProperty("contentType").GetString(), body.GetProperty("bytes").GetInt32()));
    }

    [Fact]
    public async Task Brought_again_under_the_same_key_it_is_the_same_upload_and_another_visitors_is_another()
    {
        using var first = await BringAsync([1, 2, 3], key: "k1");
        using var again = await BringAsync([1, 2, 3], key: "k1");
        (_token, _) = await OpenAsync();
        using var others = await BringAsync([1, 2, 3], key: "k1");

        Assert.Equal(await IdAsync(first), await IdAsync(again));
        Assert.NotEqual(await IdAsync(first), await IdAsync(others));
        Assert.Equal(2, _host.Grains.Brought.Count);
    }

    [Fact]
    public async Task Without_a_token_from_another_page_or_where_no_files_are_wanted_nothing_is_taken()
    {
        using var elsewhere = await BringAsync([1], origin: "https://elsewhere.example");
        _host.Grains.ChatFiles = false;
        using var unwanted = await BringAsync([1]);
        _token = "nonsense";
        using var nobody = await BringAsync([1]);

        Assert.Equal(HttpStatusCode.Unauthorized, elsewhere.StatusCode);
        Assert.False(elsewhere.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal((HttpStatusCode.Forbidden, "no_attachments"), (unwanted.StatusCode, (await unwanted.Json()).GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Empty(_host.Grains.Brought);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_before_it_is_read_and_its_page_learns_why()
    {
        using var answer = await BringAsync(new byte[(25 * 1024 * 1024) + (64 * 1024) + 1]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True((await answer.Json()).GetProperty("errors").TryGetProperty("body", out _));
        Assert.Equal(Page, Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Empty(_host.Grains.Brought);
    }

    [Fact]
    public async Task Of_a_file_that_breaks_off_nothing_is_left()
    {
        using var breaking = new CancellationTokenSource();
        var body = new BreaksOff(breaking);

        await Assert.ThrowsAnyAsync<Exception>(() => BringAsync(body, breaking.Token));

        await Testing.Eventually.SeesAsync(() => Task.FromResult(_host.Grains.Brought.Count), count => count == 0, Cancellation);
    }

    [Fact]
    public async Task One_visitor_brings_only_so_many_and_so_does_one_address_however_many_visitors_it_has()
    {
        var taken = 0;
        for (var visitor = 0; visitor < 2; visitor++)
        {
            for (var i = 0; i < 21; i++)
            {
                using var answer = await BringAsync([1]);
                taken += answer.StatusCode == HttpStatusCode.Created ? 1 : 0;
                if (visitor == 0 && i == 20)
                    Assert.Equal((HttpStatusCode.TooManyRequests, 20), (answer.StatusCode, taken));
            }
            (_token, _) = await OpenAsync();
        }

        Assert.InRange(taken, 24, 25);
    }

    [Fact]
    public async Task A_file_that_is_seen_is_given_by_links_and_another_ends_nothing()
    {
        await using var client = new ChatClient(_host.Address, _account.ToString(), Page) { Token = _token };
        await client.ResumeAsync(Cancellation);

        var file = await client.Hub.InvokeAsync<JsonElement>("File", 1L, 0, Cancellation);
        var none = await Assert.ThrowsAsync<HubException>(() => client.Hub.InvokeAsync<JsonElement>("File", 2L, 0, Cancellation));

        Assert.Equal(("/media/link", "/media/small"), (file.GetProperty("url").GetString(), file.GetProperty("thumbnailUrl").GetString()));
        Assert.Contains("not_found:", none.Message, StringComparison.Ordinal);
        Assert.Empty(client.Ends.Entries);
    }

    private async Task<(string Token, OpaqueId Visitor)> OpenAsync()
    {
        await using var client = new ChatClient(_host.Address, _account.ToString(), Page);
        var session = await client.OpenAsync(Cancellation);
        Assert.True(OpaqueId.TryParse(session.GetProperty("visitorId").GetString(), out var visitor));
        return (client.Token!, visitor);
    }

    private Task<HttpResponseMessage> BringAsync(byte[] bytes, string origin = Page, string? key = null) =>
        BringAsync(new ByteArrayContent(bytes), Cancellation, origin, key);

    private async Task<HttpResponseMessage> BringAsync(
        HttpContent body, CancellationToken cancellation, string origin = Page, string? key = null)
    {
        using var http = _host.Client(_token);
        body.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Path}?account={_account}&fileName=..%2Fhouse.txt") { Content = body };
        request.Headers.Add("Origin", origin);
        // A no is heard before the body is on its way.
        request.Headers.ExpectContinue = true;
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await http.SendAsync(request, cancellation);
    }

    private static async Task<string?> IdAsync(HttpResponseMessage answer) => (await answer.Json()).GetProperty("id").GetString();

    /// <summary>Some parts of a file, and then nothing more.</summary>
    private sealed class BreaksOff(CancellationTokenSource breaking) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var part = 0; part < 16; part++)
                await stream.WriteAsync(new byte[64 * 1024], breaking.Token);
            await stream.FlushAsync(breaking.Token);
            await breaking.CancelAsync();
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
