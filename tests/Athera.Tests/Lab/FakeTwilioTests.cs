using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Athera.Lab;
using Athera.Lab.Faults;
using Athera.Lab.Twilio;
using Athera.Lab.Wire;
using Xunit;

namespace Athera.Tests.Lab;

public sealed class FakeTwilioTests : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private FrontDoor product = null!;
    private LabServer lab = null!;

    public async ValueTask InitializeAsync()
    {
        product = await FrontDoor.OpenAsync();
        lab = await LabServer.StartAsync();
        lab.Twilio.Connect(Accounts.Twilio(product.Url));
        http.DefaultRequestHeaders.Authorization = Basic($"{Accounts.Sid}:{Accounts.AuthToken}");
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await lab.DisposeAsync();
        await product.DisposeAsync();
    }

    [Fact]
    public async Task A_send_is_answered_like_the_real_one_and_remembered()
    {
        var (status, body) = await SendAsync(("MessagingServiceSid", "MG1"), ("Body", "Table 4 is free at 20:00"));

        Assert.Equal(201, status);
        var expected = Fixture.Json("twilio/api-send-201.json");
        Assert.Equal(expected.Select(pair => pair.Key).Order(), body.Select(pair => pair.Key).Order());
        Assert.Equal(("accepted", "1", "outbound-api"),
            ((string)body["status"]!, (string)body["num_segments"]!, (string)body["direction"]!));
        Assert.Null(body["from"]);
        Assert.Equal((string)body["sid"]!, Assert.Single(lab.Twilio.Sends.Entries).Sid);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    public async Task A_wrong_token_is_refused_with_20003(string token)
    {
        http.DefaultRequestHeaders.Authorization = Basic($"{Accounts.Sid}:{token}");

        var (status, body) = await SendAsync(("From", "+12025550110"), ("Body", "hi"));

        Assert.Equal((401, 20003), (status, (int)body["code"]!));
    }

    [Theory]
    [InlineData("api-error-21610.json")]
    [InlineData("api-error-21211.json")]
    [InlineData("api-error-20429.json")]
    [InlineData("api-error-63016.json")]
    [InlineData("api-error-20500.json")]
    public async Task A_refusal_looks_like_the_real_one(string file)
    {
        var expected = Fixture.Json($"twilio/{file}");
        lab.Twilio.Faults.Next(TwilioErrors.Refuse((int)expected["code"]!));

        var (status, body) = await SendAsync(("From", "+12025550110"), ("Body", "hi"));

        Assert.Equal((int)expected["status"]!, status);
        Assert.True(JsonNode.DeepEquals(expected, body), body.ToJsonString());
    }

    [Theory]
    [InlineData("", "+12025550110", "hi", 21604)]
    [InlineData("0143", "+12025550110", "hi", 21211)]
    [InlineData("+12025550143", "", "hi", 21603)]
    [InlineData("+12025550143", "+12025550110", "", 21602)]
    public async Task A_send_that_lacks_something_is_refused(string to, string from, string text, int code)
    {
        var (status, body) = await PostAsync([new("To", to), new("From", from), new("Body", text)]);

        Assert.Equal((400, code), (status, (int)body["code"]!));
    }

    [Theory]
    [InlineData(160, 'a', "1")]
    [InlineData(161, 'a', "2")]
    [InlineData(80, '€', "1")]
    [InlineData(81, '€', "2")]
    [InlineData(70, 'ж', "1")]
    [InlineData(71, 'ж', "2")]
    public async Task Segments_are_counted_by_the_alphabet(int length, char letter, string segments)
    {
        var (_, body) = await SendAsync(("From", "+12025550110"), ("Body", new string(letter, length)));

        Assert.Equal(segments, (string)body["num_segments"]!);
    }

    [Fact]
    public async Task Status_callbacks_are_signed_over_the_address_as_given()
    {
        var callback = $"{product.Url}webhooks/twilio/one/status?cid=out%2D1";

        await SendAsync(("From", "+12025550110"), ("Body", "hi"), ("StatusCallback", $"{callback}#rc=2"));

        var arrivals = await product.WaitForAsync(2);
        Assert.Equal(["sent", "delivered"], arrivals.Select(arrival => arrival.Form["MessageStatus"]));
        Assert.All(arrivals, arrival =>
        {
            Assert.EndsWith("cid=out%2D1", arrival.Target, StringComparison.Ordinal);
            Assert.Equal(TwilioSignature.Of(callback, arrival.Form, Accounts.AuthToken), arrival.Headers[TwilioSignature.Header]);
        });
    }

    [Fact]
    public async Task A_status_callback_is_tried_twice_and_no_more()
    {
        product.Usually = 500;
        lab.Twilio.StatusPlan = new StatusPlan { Statuses = ["sent"] };

        await SendAsync(("From", "+12025550110"), ("Body", "hi"), ("StatusCallback", $"{product.Url}status"));
        await lab.Providers.WhenIdleAsync().WaitAsync(Soon.Enough);

        Assert.Equal(2, product.Arrivals.Total);
    }

    [Fact]
    public async Task An_inbound_message_is_not_repeated()
    {
        product.Usually = 503;

        var outcome = await lab.TwilioWebhooks.SendAsync(
            Accounts.Twilio(product.Url), new TwilioText { From = "+12025550143", Text = "1+1 = 2 ✓" });

        Assert.False(outcome.Accepted);
        var arrival = Assert.Single(product.Arrivals.Entries);
        Assert.Equal("1+1 = 2 ✓", arrival.Form["Body"]);
        Assert.Equal(
            TwilioSignature.Of($"{product.Url}webhooks/twilio/one", arrival.Form, Accounts.AuthToken),
            arrival.Headers[TwilioSignature.Header]);
    }

    [Theory]
    [InlineData("text/plain", "OK", "OK")]
    [InlineData("text/xml", "<Response><Message>Hi</Message></Response>", "Hi")]
    [InlineData("text/xml", "<Response/>", null)]
    [InlineData("application/json", "{}", null)]
    public async Task What_the_webhook_answers_may_reach_the_customer(string type, string body, string? reaches)
    {
        product.Words = (type, body);

        var outcome = await lab.TwilioWebhooks.SendAsync(
            Accounts.Twilio(product.Url), new TwilioText { From = "+12025550143", Text = "hi" });

        Assert.Equal(reaches is null ? [] : [reaches], TwilioReply.Texts(outcome));
    }

    [Fact]
    public async Task A_message_that_was_taken_unheard_is_found_by_asking()
    {
        lab.Twilio.StatusPlan = StatusPlan.Off;
        lab.Twilio.Faults.Next(Fault.TakeThenDrop);
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(("From", "+12025550110"), ("Body", "hi")));
        var since = DateTimeOffset.UtcNow.AddMinutes(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

        var found = await GetAsync($"Messages.json?To=%2B12025550143&DateSent%3E={since}");
        var later = await GetAsync("Messages.json?To=%2B12025550143&DateSent%3E=2999-01-01");
        var other = await GetAsync("Messages.json?To=%2B12025550199");

        var sid = (string)Assert.Single(found["messages"]!.AsArray())!["sid"]!;
        Assert.Empty(later["messages"]!.AsArray());
        Assert.Empty(other["messages"]!.AsArray());
        Assert.Equal("queued", (string)(await GetAsync($"Messages/{sid}.json"))["status"]!);
    }

    [Fact]
    public async Task A_list_comes_newest_first_in_pages()
    {
        lab.Twilio.StatusPlan = StatusPlan.Off;
        foreach (var text in new[] { "one", "two", "three" }) await SendAsync(("From", "+12025550110"), ("Body", text));

        var first = await GetAsync("Messages.json?PageSize=2");
        var next = (string)first["next_page_uri"]!;
        var second = await http.GetFromJsonAsync<JsonObject>($"{lab.TwilioUrl}{next}");

        Assert.Equal(["three", "two"], first["messages"]!.AsArray().Select(message => (string)message!["body"]!));
        Assert.Equal(["one"], second!["messages"]!.AsArray().Select(message => (string)message!["body"]!));
        Assert.Null(second["next_page_uri"]);
    }

    private Task<(int Status, JsonObject Body)> SendAsync(params (string Key, string Value)[] fields) =>
        PostAsync([new("To", "+12025550143"), .. fields.Select(field => KeyValuePair.Create(field.Key, field.Value))]);

    private async Task<(int Status, JsonObject Body)> PostAsync(KeyValuePair<string, string>[] form)
    {
        using var content = new FormUrlEncodedContent(form);
        using var response = await http.PostAsync(new Uri($"{lab.TwilioUrl}/2010-04-01/Accounts/{Accounts.Sid}/Messages.json"), content);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    private async Task<JsonObject> GetAsync(string path) =>
        (await http.GetFromJsonAsync<JsonObject>($"{lab.TwilioUrl}/2010-04-01/Accounts/{Accounts.Sid}/{path}"))!;

    private static AuthenticationHeaderValue Basic(string credentials) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
}
