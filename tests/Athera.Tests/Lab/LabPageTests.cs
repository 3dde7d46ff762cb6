using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Athera.Lab;
using Athera.Lab.Meta;
using Athera.Lab.Twilio;
using Xunit;

namespace Athera.Tests.Lab;

public sealed partial class LabPageTests : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private FrontDoor product = null!;
    private LabServer lab = null!;

    public async ValueTask InitializeAsync()
    {
        product = await FrontDoor.OpenAsync();
        lab = await LabServer.StartAsync(new LabOptions
        {
            ProductUrl = () => product.Url,
            WhatsApp = () => Accounts.WhatsApp(new Uri("https://hooks.athera.example")),
            Twilio = () => Accounts.Twilio(new Uri("https://hooks.athera.example")),
        });
        http.BaseAddress = lab.Url;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await lab.DisposeAsync();
        await product.DisposeAsync();
    }

    [Fact]
    public async Task The_page_and_everything_it_names_are_served_under_a_strict_policy()
    {
        using var response = await http.GetAsync("/lab");
        var page = await response.Content.ReadAsStringAsync();

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch(InlineCode(), page);
        var named = Asset().Matches(page).Select(match => match.Value).Distinct().ToList();
        Assert.True(named.Count >= 4);
        foreach (var asset in named) Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(asset)).StatusCode);
    }

    [Fact]
    public async Task Every_module_a_module_imports_is_served()
    {
        var open = new Queue<string>(["lab.js"]);
        var seen = new HashSet<string>(open);
        while (open.TryDequeue(out var name))
        {
            var script = await http.GetStringAsync($"/lab/assets/{name}");
            Assert.DoesNotContain("innerHTML", script, StringComparison.Ordinal);
            foreach (var import in Import().Matches(script).Select(match => match.Groups[1].Value))
                if (seen.Add(import)) open.Enqueue(import);
        }

        Assert.Contains("phone.js", seen);
    }

    [Fact]
    public async Task An_asset_nobody_made_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/lab/assets/..%2Fsecrets")).StatusCode);

    [Fact]
    public async Task A_whatsapp_message_arrives_signed_at_the_front_door_although_its_public_address_is_elsewhere()
    {
        var phone = await NewPhoneAsync();

        await WriteAsync(phone, "whatsApp", "Grüße 👋");

        var arrival = (await product.WaitForAsync(1))[0];
        Assert.Equal("/webhooks/meta", arrival.Target);
        Assert.Equal(MetaSignature.Of(arrival.Body, Accounts.AppSecret), arrival.Headers[MetaSignature.Header]);
        Assert.Equal("Delivered", await StateAsync(phone, "Grüße 👋"), ignoreCase: true);
    }

    [Fact]
    public async Task An_sms_is_signed_for_the_public_address()
    {
        var phone = await NewPhoneAsync();

        await WriteAsync(phone, "sms", "hello");

        var arrival = (await product.WaitForAsync(1))[0];
        var signature = TwilioSignature.Of("https://hooks.athera.example/webhooks/twilio/one", arrival.Form, Accounts.AuthToken);
        Assert.Equal(signature, arrival.Headers[TwilioSignature.Header]);
    }

    [Fact]
    public async Task An_sms_the_product_does_not_take_is_lost_and_says_so()
    {
        product.Usually = 503;
        var phone = await NewPhoneAsync();

        await WriteAsync(phone, "sms", "hello");
        await lab.Providers.WhenIdleAsync().WaitAsync(Soon.Enough);

        Assert.Equal("failed", await StateAsync(phone, "hello"));
    }

    [Fact]
    public async Task Copies_are_the_same_webhook_again()
    {
        var phone = await NewPhoneAsync();

        await WriteAsync(phone, "whatsApp", "once", copies: 3);

        Assert.Single((await product.WaitForAsync(3)).Select(arrival => arrival.Text).Distinct());
    }

    [Fact]
    public async Task What_the_business_sends_appears_on_the_phone_with_its_ticks()
    {
        var phone = await NewPhoneAsync();
        using var caller = new GraphCaller(lab);

        await caller.SendTextAsync("Yes, until 20:00", to: (string)phone["number"]!);
        await product.WaitForAsync(3, "statuses");
        await lab.Providers.WhenIdleAsync().WaitAsync(Soon.Enough);

        Assert.Equal("read", await StateAsync(phone, "Yes, until 20:00"));
    }

    [Fact]
    public async Task The_live_stream_goes_on_where_it_was_left()
    {
        var phone = await NewPhoneAsync();
        var first = await EventAsync(phone, seen: null);
        await WriteAsync(phone, "whatsApp", "hello");
        await lab.Providers.WhenIdleAsync().WaitAsync(Soon.Enough);

        var second = await EventAsync(phone, seen: (long)first["version"]!);

        Assert.Empty(first["messages"]!.AsArray());
        Assert.Equal("hello", (string)Assert.Single(second["messages"]!.AsArray())!["text"]!);
        Assert.Equal((200, "message"), ((int)second["wire"]![0]!["status"]!, (string)second["wire"]![0]!["subject"]!));
    }

    [Theory]
    [InlineData("""{"channel":"whatsApp","text":" "}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"channel":"fax","text":"hi"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"channel":"sms","text":"hi","copies":9}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"text":"hi"}""", HttpStatusCode.BadRequest)]
    [InlineData("nonsense", HttpStatusCode.BadRequest)]
    public async Task A_message_that_makes_no_sense_is_refused(string body, HttpStatusCode expected)
    {
        var phone = await NewPhoneAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var response = await http.PostAsync($"/lab/api/phones/{phone["id"]}/messages", content);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Another_site_cannot_write_with_a_form()
    {
        var phone = await NewPhoneAsync();
        using var content = new StringContent("""{"channel":"sms","text":"hi"}""", System.Text.Encoding.UTF8, "text/plain");

        using var response = await http.PostAsync($"/lab/api/phones/{phone["id"]}/messages", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_phone_nobody_has_is_not_found()
    {
        using var response = await http.GetAsync("/lab/api/phones/12025550143/messages");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Every_trouble_on_offer_can_be_armed_and_cleared()
    {
        var list = await http.GetFromJsonAsync<JsonObject>("/lab/api/troubles");
        http.DefaultRequestHeaders.Add("X-Lab", "page");
        foreach (var trouble in list!["troubles"]!.AsArray())
        {
            using var armed = await http.PostAsync($"/lab/api/troubles/{trouble!["key"]}", null);
            Assert.Equal(HttpStatusCode.NoContent, armed.StatusCode);
        }

        using var cleared = await http.DeleteAsync("/lab/api/troubles");
        using var caller = new GraphCaller(lab);

        Assert.Equal(200, (await caller.SendTextAsync("hi")).Status);
    }

    private async Task<JsonObject> NewPhoneAsync()
    {
        using var response = await http.PostAsJsonAsync("/lab/api/phones", new { });
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private async Task WriteAsync(JsonObject phone, string channel, string text, int copies = 1)
    {
        using var response = await http.PostAsJsonAsync($"/lab/api/phones/{phone["id"]}/messages", new { channel, text, copies });
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    private async Task<string> StateAsync(JsonObject phone, string text)
    {
        await lab.Providers.WhenIdleAsync().WaitAsync(Soon.Enough);
        var body = await http.GetFromJsonAsync<JsonObject>($"/lab/api/phones/{phone["id"]}/messages");
        return (string)body!["messages"]!.AsArray().Single(message => (string)message!["text"]! == text)!["state"]!;
    }

    private async Task<JsonObject> EventAsync(JsonObject phone, long? seen)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/lab/api/events?phone={phone["id"]}");
        if (seen is not null) request.Headers.Add("Last-Event-ID", $"{seen}");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        while (true)
        {
            var line = await reader.ReadLineAsync().WaitAsync(Soon.Enough);
            if (line!.StartsWith("data: ", StringComparison.Ordinal)) return JsonNode.Parse(line[6..])!.AsObject();
        }
    }

    [GeneratedRegex("""<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:""")]
    private static partial Regex InlineCode();

    [GeneratedRegex("""/lab/assets/[a-z.]+""")]
    private static partial Regex Asset();

    [GeneratedRegex("""from "\./([a-z.]+)";""")]
    private static partial Regex Import();
}
