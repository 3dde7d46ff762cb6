using Athera.Channels;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Channels;

[Collection(nameof(TestSilo))]
public sealed class ChannelAccountGrainTests(TestSilo silo) : IAsyncLifetime
{
    private readonly string _number = Guid.NewGuid().ToString("N");
    private Business _business = null!;

    public async ValueTask InitializeAsync() => _business = await Business.OpenAsync(silo);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_account_shows_what_it_is_and_never_its_secrets()
    {
        var view = (await Connect(New(), _number)).Value!;

        Assert.Equal(("paper", 1000), (view.Kind, view.MessagesPerSecond));
        Assert.Equal(["number"], view.Settings.Keys);
        Assert.StartsWith("https://hooks.athera.example/webhooks/paper/", view.WebhookUrl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_providers_account_is_connected_once_whoever_asks()
    {
        var id = New();
        Assert.True((await Connect(id, _number)).Granted);
        Assert.True((await Connect(id, _number)).Granted);
        var elsewhere = await Business.OpenAsync(silo);

        Assert.Equal("account_taken", (await Connect(New(), _number)).Refusal?.Code);
        Assert.Equal("account_taken", (await Connect(New(), _number, elsewhere)).Refusal?.Code);
    }

    [Fact]
    public async Task A_number_given_up_is_free_for_others_and_its_webhooks_go_there()
    {
        var id = New();
        await Connect(id, _number);
        Assert.True((await Grain(id).Change(Change("number", $"{_number}-new"))).Granted);

        var taker = New();
        Assert.True((await Connect(taker, _number)).Granted);

        var directory = silo.Service<ChannelAccountDirectory>();
        Assert.Equal(taker, (await directory.FindByProviderAsync($"paper:{_number}"))?.Id);
        Assert.Equal(id, (await directory.FindByProviderAsync($"paper:{_number}-new"))?.Id);
    }

    [Fact]
    public async Task A_number_of_another_account_cannot_be_changed_to()
    {
        var (one, two) = (New(), New());
        await Connect(one, _number);
        await Connect(two, $"{_number}-2");

        Assert.Equal("account_taken", (await Grain(two).Change(Change("number", _number))).Refusal?.Code);
        Assert.Equal($"{_number}-2", (await Grain(two).Get()).Value!.Settings["number"]);
    }

    [Fact]
    public async Task A_removed_account_is_gone_and_does_not_come_back_by_asking_again()
    {
        var id = New();
        await Connect(id, _number);
        Assert.True((await Grain(id).Disconnect()).Granted);

        Assert.Equal(RefusalKind.NotFound, (await Grain(id).Get()).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await Grain(id).Disconnect()).Refusal?.Kind);
        Assert.Equal(RefusalKind.Conflict, (await Connect(id, _number)).Refusal?.Kind);
        Assert.Null(await silo.Service<ChannelAccountDirectory>().FindAsync(id));
        Assert.True((await Connect(New(), _number)).Granted);
    }

    [Theory]
    [InlineData("number", "", "number")]
    [InlineData("colour", "red", "colour")]
    public async Task What_breaks_a_rule_is_refused_by_field(string field, string value, string blamed)
    {
        var id = New();
        await Connect(id, _number);

        Assert.Contains(blamed, (await Grain(id).Change(Change(field, value))).Refusal!.Fields!.Keys);
    }

    private static ChannelAccountId New() => ChannelAccountId.New();

    private static ChangeChannelAccount Change(string field, string value) =>
        new(null, new Dictionary<string, string> { [field] = value }, null);

    private IChannelAccountGrain Grain(ChannelAccountId id) => silo.Grains.Get<IChannelAccountGrain>(_business.Tenant, id.Value);

    private Task<Result<ChannelAccountView>> Connect(ChannelAccountId id, string number, Business? business = null) =>
        silo.Grains.Get<IChannelAccountGrain>((business ?? _business).Tenant, id.Value).Connect(new ConnectChannelAccount(
            "paper", "Paper", new Dictionary<string, string> { ["number"] = number, ["secret"] = "s" }, null));
}
