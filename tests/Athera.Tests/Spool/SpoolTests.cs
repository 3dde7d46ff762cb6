using System.Text;
using Athera.Channels;
using Athera.Conversations;
using Athera.Gateway;
using Athera.Keys;
using Athera.Messages;
using Athera.Spool;
using Athera.Testing;
using Athera.Tests.Silos;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Athera.Tests.Spool;

[Collection(nameof(TestSilo))]
public sealed class SpoolTests : IAsyncLifetime
{
    private readonly TestSilo _silo;
    private readonly SpoolOptions _options = new() { Directory = Directory.CreateTempSubdirectory("athera-spool-").FullName };
    private Business _business = null!;

    public SpoolTests(TestSilo silo)
    {
        _silo = silo;
        silo.Paper.Redelivers = false;
    }

    public async ValueTask InitializeAsync() => _business = await Business.OpenAsync(_silo);

    public ValueTask DisposeAsync()
    {
        _silo.Store.Heal();
        _silo.Paper.Redelivers = true;
        Directory.Delete(_options.Directory!, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_no_database_takes_is_accepted_and_stored_once_in_its_order_when_one_does()
    {
        using var spool = Open();
        var gateway = Gateway(spool);
        Assert.Equal(200, (await SendAsync(gateway, "m0")).Status);

        _silo.Store.CannotRead = true;
        _silo.Store.FailBefore(_ => true);
        for (var i = 1; i <= 5; i++)
            Assert.Equal(200, (await SendAsync(gateway, $"m{i}")).Status);
        Assert.Equal(200, (await SendAsync(gateway, "m3")).Status);
        Assert.Equal(6, spool.Count);
        _silo.Store.Heal();
        // The database answers, and still this one goes behind those that wait.
        Assert.Equal(200, (await SendAsync(gateway, "m6")).Status);
        Assert.Equal(7, spool.Count);

        await DrainAsync(spool);
        Assert.Equal(["m0", "m1", "m2", "m3", "m4", "m5", "m6"], await ReceivedAsync());
        Assert.Empty(Directory.EnumerateFiles(_options.Directory!));
    }

    [Fact]
    public async Task A_receipt_does_not_wait_behind_messages()
    {
        using var spool = await HoldingAsync("m1");

        var receipt = _business.Webhook($"{_business.Number}|r1|ann|hello") with { Topic = "status" };
        Assert.Equal(200, (await Gateway(spool).ReceiveAsync(receipt)).Status);
        Assert.Equal(1, spool.Count);
    }

    [Fact]
    public async Task Who_has_nothing_waiting_passes_those_who_have()
    {
        using var spool = await HoldingAsync("m1");

        Assert.Equal(200, (await Gateway(spool).ReceiveAsync(_business.Webhook($"{_business.Number}|b0|bob|hello"))).Status);
        Assert.Equal(1, spool.Count);
        Assert.Equal(2, (await _business.Conversations.List(new ConversationQuery())).Items.Count);
    }

    [Fact]
    public void A_lane_names_no_sender_and_is_read_again_from_the_name_of_a_file()
    {
        using var spool = Open();
        var account = ChannelAccountId.New();
        var lanes = new[] { "+12025550101", "+12025550102", null }.Select(sender => spool.LaneOf(account, sender)).ToList();

        Assert.Distinct(lanes);
        Assert.All(lanes, lane => Assert.True(SpoolLane.TryParse(lane.ToString(), out var again) && again == lane));
        Assert.DoesNotContain("2025550101", lanes[0].ToString(), StringComparison.Ordinal);
        Assert.True(SpoolLane.TryParse(account.ToString(), out var old) && old == lanes[2]);
        Assert.False(SpoolLane.TryParse($"{account}-", out _));
        Assert.False(SpoolLane.TryParse($"{account}-zz", out _));
    }

    [Fact]
    public async Task What_another_silo_stored_meanwhile_stands_above_and_what_waited_is_marked_as_late()
    {
        using var spool = await HoldingAsync("m1");

        using (var elsewhere = new WebhookSpool(Options.Create(new SpoolOptions()), _silo.Service<RootKey>(), NullLogger<WebhookSpool>.Instance))
            Assert.Equal(200, (await SendAsync(Gateway(elsewhere), "m2")).Status);
        await DrainAsync(spool);

        Assert.Equal([("m0", false), ("m2", false), ("m1", true)], (await IncomingAsync()).Select(m => (m.ExternalId, m.Late)));
    }

    [Fact]
    public async Task What_a_process_left_on_the_disk_the_next_one_stores()
    {
        (await HoldingAsync("m1", "m2")).Dispose();

        using var next = Open();
        await DrainAsync(next);

        Assert.Equal(["m0", "m1", "m2"], await ReceivedAsync());
    }

    [Fact]
    public async Task What_is_on_the_disk_can_be_read_by_nobody_else_and_holds_nothing_unproven()
    {
        using var spool = Open();
        var gateway = Gateway(spool);
        await SendAsync(gateway, "m0");
        _silo.Store.FailBefore(_ => true);

        await SendAsync(gateway, "canary-7f3a");
        var forged = _business.Webhook($"{_business.Number}|m2|ann|hello") with { Headers = new Dictionary<string, string>() };
        Assert.Equal(401, (await gateway.ReceiveAsync(forged)).Status);

        var file = Assert.Single(Directory.EnumerateFiles(_options.Directory!));
        Assert.DoesNotContain("canary-7f3a", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_full_spool_and_a_provider_that_comes_again_are_answered_503()
    {
        _options.MaxWebhooks = 1;
        using var spool = Open();
        var gateway = Gateway(spool);
        await SendAsync(gateway, "m0");
        _silo.Store.FailBefore(_ => true);

        Assert.Equal(200, (await SendAsync(gateway, "m1")).Status);
        Assert.Equal(503, (await SendAsync(gateway, "m2")).Status);
        _silo.Paper.Redelivers = true;
        Assert.Equal(503, (await SendAsync(gateway, "m3")).Status);
        Assert.Equal(1, spool.Count);
    }

    [Fact]
    public async Task A_file_that_does_not_open_is_put_aside_and_holds_up_nobody()
    {
        (await HoldingAsync("m1", "m2")).Dispose();
        var first = Directory.EnumerateFiles(_options.Directory!).Order(StringComparer.Ordinal).First();
        var bytes = await File.ReadAllBytesAsync(first);
        await File.WriteAllBytesAsync(first, bytes[..^3]);

        using var next = Open();
        await DrainAsync(next);

        Assert.Equal(["m0", "m2"], await ReceivedAsync());
        Assert.Equal(first + ".parked", Assert.Single(Directory.EnumerateFiles(_options.Directory!)));
    }

    // A spool in which webhooks wait behind one that was stored, the database being back.
    private async Task<WebhookSpool> HoldingAsync(params string[] ids)
    {
        var spool = Open();
        var gateway = Gateway(spool);
        await SendAsync(gateway, "m0");
        _silo.Store.FailBefore(_ => true);
        foreach (var id in ids)
            await SendAsync(gateway, id);
        _silo.Store.Heal();
        return spool;
    }

    private WebhookSpool Open() => new(Options.Create(_options), _silo.Service<RootKey>(), NullLogger<WebhookSpool>.Instance);

    private SpoolingGateway Gateway(WebhookSpool spool) => new(
        _silo.Service<ChannelGateway>(), spool, _silo.Service<ChannelCatalog>(), Options.Create(_options), TimeProvider.System,
        NullLogger<SpoolingGateway>.Instance);

    private Task<WebhookReply> SendAsync(SpoolingGateway gateway, string id) =>
        gateway.ReceiveAsync(_business.Webhook($"{_business.Number}|{id}|ann|hello"));

    private async Task DrainAsync(WebhookSpool spool)
    {
        using var drain = new SpoolDrain(
            spool, _silo.Service<ChannelGateway>(), TimeProvider.System, NullLogger<SpoolDrain>.Instance);
        await drain.StartAsync(CancellationToken.None);
        await Eventually.SeesAsync(
            () => Task.FromResult(spool.Count), count => count == 0, TestContext.Current.CancellationToken);
        await drain.StopAsync(TestContext.Current.CancellationToken);
    }

    private async Task<IEnumerable<string?>> ReceivedAsync() => (await IncomingAsync()).Select(m => m.ExternalId);

    private async Task<IEnumerable<MessageView>> IncomingAsync()
    {
        var conversation = Assert.Single((await _business.Conversations.List(new ConversationQuery())).Items);
        return (await _business.TranscriptAsync(conversation.Id)).Where(m => m.Direction == MessageDirection.In);
    }
}
