using Athera.Channels;
using Athera.Contacts;
using Athera.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Athera.Tests.Channels;

/// <summary>What every channel that calls a provider holds to; a member's test class inherits it.</summary>
public abstract class ChannelCompliance : ChannelMemberCompliance
{
    /// <summary>Where the provider's address is configured.</summary>
    protected abstract string UrlSetting { get; }

    /// <summary>A contact as the channel knows it.</summary>
    protected virtual IReadOnlyList<Address> To { get; } =
        [new Address(AddressKind.BusinessScopedUserId, "US.8800000000000000143"), new Address(AddressKind.Phone, "12025550143")];

    /// <summary>What the provider answers when it took the message, and the id in it.</summary>
    protected abstract (int Status, string Body, string Id) Taken { get; }

    [Fact]
    public async Task What_the_provider_took_is_accepted_under_its_id()
    {
        await using var provider = await StubProvider.Answering(Taken.Status, Taken.Body);
        Assert.Equal(SendOutcome.Accepted(Taken.Id), await SendAsync(provider.Url));
        Assert.Single(provider.Calls);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"sid\":5.5,\"messages\":[{\"id\":{}}]}")]
    [InlineData("{\"sid\":\"\",\"messages\":[]}")]
    [InlineData("<html>OK</html>")]
    public async Task An_answer_that_says_yes_to_nothing_known_leaves_the_outcome_open(string body)
    {
        await using var provider = await StubProvider.Answering(200, body);
        Assert.Equal(SendResult.Unknown, (await SendAsync(provider.Url)).Result);
    }

    [Fact]
    public async Task An_answer_longer_than_any_leaves_the_outcome_open()
    {
        await using var provider = await StubProvider.Answering(Taken.Status, Taken.Body + new string(' ', 100_000));
        Assert.Equal(SendResult.Unknown, (await SendAsync(provider.Url)).Result);
    }

    [Fact]
    public async Task Silence_leaves_the_outcome_open()
    {
        await using var provider = await StubProvider.Silent();
        var time = new FakeTimeProvider();
        await using var host = Host(provider.Url, time);
        var send = Channel(host).SendAsync(Settings, Account, Order(), CancellationToken.None);
        await provider.Called;
        time.Advance(TimeSpan.FromSeconds(11));
        var outcome = await send;
        Assert.Equal((SendResult.Unknown, Faults.ProviderUnavailable), (outcome.Result, outcome.Fault!.Code));
        Assert.EndsWith(":timeout", outcome.Fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_deadline_in_the_middle_of_a_call_leaves_the_outcome_open()
    {
        await using var provider = await StubProvider.Silent();
        using var deadline = new CancellationTokenSource();
        await using var host = Host(provider.Url);
        var send = Channel(host).SendAsync(Settings, Account, Order(), deadline.Token);
        await provider.Called;
        await deadline.CancelAsync();
        Assert.Equal(SendResult.Unknown, (await send).Result);
    }

    [Fact]
    public async Task A_broken_connection_leaves_the_outcome_open_and_is_not_tried_again()
    {
        await using var provider = await StubProvider.Breaking();
        Assert.Equal(SendResult.Unknown, (await SendAsync(provider.Url)).Result);
        Assert.Single(provider.Calls);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    public async Task A_connection_broken_in_the_answer_leaves_the_outcome_open(int status)
    {
        await using var provider = await StubProvider.BreakingAfterHeaders(status);
        Assert.Equal(SendResult.Unknown, (await SendAsync(provider.Url)).Result);
    }

    [Fact]
    public async Task When_nobody_listens_the_message_is_certainly_not_taken()
    {
        var outcome = await SendAsync(StubProvider.Nobody());
        Assert.Equal((SendResult.Deferred, Faults.ProviderUnavailable), (outcome.Result, outcome.Fault!.Code));
        Assert.InRange(outcome.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task When_the_name_is_not_known_the_message_is_certainly_not_taken() =>
        Assert.Equal(SendResult.Deferred, (await SendAsync("http://nowhere.invalid")).Result);

    [Fact]
    public async Task When_no_time_is_left_before_the_call_the_message_is_certainly_not_taken()
    {
        await using var provider = await StubProvider.Answering(Taken.Status, Taken.Body);
        await using var host = Host(provider.Url);
        Assert.Equal(SendResult.Deferred, (await Channel(host).SendAsync(Settings, Account, Order(), new CancellationToken(true))).Result);
        Assert.Empty(provider.Calls);
    }

    [Theory]
    [InlineData(500, SendResult.Unknown)]
    [InlineData(502, SendResult.Unknown)]
    [InlineData(503, SendResult.Unknown)]
    [InlineData(408, SendResult.Unknown)]
    [InlineData(429, SendResult.Deferred)]
    [InlineData(403, SendResult.Deferred)]
    [InlineData(404, SendResult.Deferred)]
    public async Task An_error_page_of_somebody_else_does_not_speak_for_the_provider(int status, SendResult result)
    {
        await using var provider = await StubProvider.Answering(status, "<html>Sorry</html>", "text/html");
        Assert.Equal(result, (await SendAsync(provider.Url)).Result);
        Assert.Single(provider.Calls);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var other = await StubProvider.Answering(Taken.Status, Taken.Body);
        await using var provider = await StubProvider.Start(context =>
        {
            context.Response.Redirect(other.Url, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        Assert.Equal(SendResult.Deferred, (await SendAsync(provider.Url)).Result);
        Assert.Empty(other.Calls);
    }

    [Theory]
    [InlineData("90", 90)]
    [InlineData("999999", 3600)]
    [InlineData("-5", 5)]
    [InlineData("soon", 5)]
    public async Task The_wait_the_provider_asks_for_is_kept_within_reason(string retryAfter, int seconds)
    {
        await using var provider = await StubProvider.Answering(429, "", retryAfter: retryAfter);
        var outcome = await SendAsync(provider.Url);
        Assert.Equal((SendResult.Deferred, Faults.RateLimited), (outcome.Result, outcome.Fault!.Code));
        Assert.Equal(TimeSpan.FromSeconds(seconds), outcome.RetryAfter);
    }

    [Fact]
    public async Task Further_attempts_wait_longer_up_to_a_limit()
    {
        var nobody = StubProvider.Nobody();
        var waits = new List<TimeSpan>();
        foreach (var attempt in new[] { 1, 2, 3, 50, int.MaxValue })
            waits.Add((await SendAsync(nobody, Order() with { Attempt = attempt })).RetryAfter!.Value);
        Assert.Equal(waits.Order(), waits);
        Assert.True(waits[0] < waits[1] && waits[1] < waits[2]);
        Assert.True(waits[^1] <= TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task What_cannot_be_sent_is_refused_without_a_call()
    {
        await using var provider = await StubProvider.Answering(Taken.Status, Taken.Body);
        await using var host = Host(provider.Url);
        var channel = Channel(host);
        var longest = new string('x', channel.MaxTextLength);
        Assert.Equal(Faults.Rejected, (await SendAsync(provider.Url, Text(""))).Fault?.Code);
        Assert.Equal(Faults.Rejected, (await SendAsync(provider.Url, Text(longest + "x"))).Fault?.Code);
        Assert.Equal(Faults.Rejected, (await SendAsync(
            provider.Url, Order() with { Content = new MessageContent { Kind = MessageKind.Template, Text = "x" } })).Fault?.Code);
        Assert.Equal(Faults.InvalidRecipient, (await SendAsync(provider.Url, Order() with { To = [] })).Fault?.Code);
        Assert.Equal(Faults.InvalidRecipient, (await SendAsync(
            provider.Url, Order() with { To = [new Address(AddressKind.Visitor, "v1")] })).Fault?.Code);
        Assert.Equal(Faults.Misconfigured, (await channel.SendAsync(
            new ChannelSettings(new Dictionary<string, string>()), Account, Order(), CancellationToken.None)).Fault?.Code);
        Assert.Empty(provider.Calls);
        Assert.Equal(SendResult.Accepted, (await SendAsync(provider.Url, Text(longest))).Result);
    }

    [Fact]
    public async Task A_text_is_measured_the_way_the_provider_measures_it()
    {
        await using var provider = await StubProvider.Answering(Taken.Status, Taken.Body);
        var measure = new TextMeasure(Channel().MaxTextLength, Channel().MaxTextBytes);
        var letters = new string('é', measure.Fit(new string('é', measure.Length)));
        Assert.Equal(SendResult.Accepted, (await SendAsync(provider.Url, Text(letters))).Result);
        Assert.Equal(Faults.Rejected, (await SendAsync(provider.Url, Text(letters + "é"))).Fault?.Code);
    }

    [Fact]
    public async Task Half_a_character_does_not_keep_a_message_back()
    {
        await using var provider = await StubProvider.Answering(Taken.Status, Taken.Body);
        Assert.Equal(SendResult.Accepted, (await SendAsync(provider.Url, Text("cut \ud83d"))).Result);
    }

    protected SendOrder Order() => new()
    {
        Message = Ours,
        Attempt = 1,
        To = To,
        Content = MessageContent.OfText("Table 4 is free at 20:00 – \"yours\" & ours + 😀"),
    };

    protected async Task<SendOutcome> SendAsync(string url, SendOrder? order = null, ChannelSettings? settings = null)
    {
        await using var host = Host(url);
        return await Channel(host).SendAsync(settings ?? Settings, Account, order ?? Order(), CancellationToken.None);
    }

    /// <summary>Sends to a provider that answers like this.</summary>
    protected async Task<SendOutcome> AnswerAsync(int status, string body, int attempt = 1)
    {
        await using var provider = await StubProvider.Answering(status, body);
        return await SendAsync(provider.Url, Order() with { Attempt = attempt });
    }

    /// <summary>Sends and tells what came in.</summary>
    private protected async Task<StubProvider.Call> CallAsync(SendOrder order, ChannelSettings? settings = null)
    {
        await using var provider = await StubProvider.Answering(Taken.Status, Taken.Body);
        await SendAsync(provider.Url, order, settings);
        return Assert.Single(provider.Calls);
    }

    private IChannel Channel(ServiceProvider host) => host.GetRequiredService<ChannelCatalog>().FindChannel(Kind)!;

    private ServiceProvider Host(string url, TimeProvider? time = null) =>
        ChannelHost.Start(time ?? TimeProvider.System, (UrlSetting, url));

    private SendOrder Text(string text) => Order() with { Content = MessageContent.OfText(text) };
}
