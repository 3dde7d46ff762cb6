using Athera.Channels;
using Athera.Conversations;
using Athera.Messages;
using Athera.Quarantine;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Reconciling;

[Collection(nameof(TestSilo))]
public sealed class ReconcilerTests(TestSilo silo) : IAsyncLifetime
{
    private Business _business = null!;
    private ChannelAccountId _account;
    private string _number = "";

    private IReconcilerGrain Reconciler => silo.Grains.Get<IReconcilerGrain>(_business.Tenant, _account.Value);

    public async ValueTask InitializeAsync()
    {
        _business = await Business.OpenAsync(silo);
        _number = Guid.NewGuid().ToString("N");
        _account = await _business.ConnectAsync(_number, kind: "listed-paper");
    }

    public ValueTask DisposeAsync()
    {
        silo.Store.Heal();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_no_webhook_brought_is_brought_once_and_marked_late()
    {
        Assert.Equal(200, (await _business.WebhookAsync($"{_number}|m2|ann|text")).Status);
        foreach (var (id, seconds) in new[] { ("m1", -200), ("m2", -150), ("m3", -100), ("old", -4000), ("fresh", 100) })
            Put(id, seconds);

        for (var i = 0; i < 3; i++)
            await Reconciler.Wake();

        var received = await ReceivedAsync();
        Assert.Equal(["m2", "m1", "m3"], received.Select(m => m.ExternalId));
        Assert.Equal([false, true, true], received.Select(m => m.Late));
    }

    [Fact]
    public async Task While_the_list_cannot_be_read_it_is_asked_more_rarely_but_never_after_more_than_two_minutes()
    {
        List<double> pauses = [];
        silo.Listed.Close(_account, new Fault(Faults.ProviderUnavailable));
        for (var i = 0; i < 4; i++)
            pauses.Add(await PauseAsync());
        silo.Listed.Close(_account, new Fault(Faults.CredentialsInvalid));
        pauses.Add(await PauseAsync());
        Put("m1", -100);
        silo.Listed.Close(_account, null);
        pauses.Add(await PauseAsync());

        // The silo's sweep may have called as well.
        Assert.All(pauses[..3], pause => Assert.InRange(pause, 60, 120));
        Assert.Equal([120, 120, 60], pauses[3..]);
        Assert.Equal("m1", Assert.Single(await ReceivedAsync()).ExternalId);
    }

    [Fact]
    public async Task What_cannot_be_stored_is_found_again()
    {
        Put("m1", -100);
        silo.Store.FailBefore(append => append.Tenant == _business.Tenant);
        await Reconciler.Wake();

        silo.Store.Heal();
        await Reconciler.Wake();

        Assert.Single(await ReceivedAsync());
    }

    [Fact]
    public async Task What_waits_in_the_quarantine_or_was_thrown_away_there_is_not_missing()
    {
        var quarantine = silo.Grains.Of<IQuarantineGrain>(_business.Tenant);
        silo.Listed.Put(_account, $"{_number}|?", TimeProvider.System.GetUtcNow().AddSeconds(-100));
        await Reconciler.Wake();
        var kept = Assert.Single((await quarantine.List(null, 10)).Items);

        Assert.True((await silo.Grains.Get<IQuarantinedGrain>(_business.Tenant, kept.Id.Value).Discard()).Granted);
        await Reconciler.Wake();

        Assert.Empty((await quarantine.List(null, 10)).Items);
    }

    [Fact]
    public async Task How_far_was_looked_is_kept_with_the_account_and_never_goes_back()
    {
        var account = silo.Grains.Get<IChannelAccountGrain>(_business.Tenant, _account.Value);
        var directory = silo.Service<ChannelAccountDirectory>();
        var later = TimeProvider.System.GetUtcNow().AddMinutes(20);

        Assert.True((await account.Reconciled(later)).Granted);
        Assert.True((await account.Reconciled(later.AddMinutes(-10))).Granted);
        directory.Forget();

        Assert.Equal(later, (await directory.FindAsync(_account))!.ReconciledThrough);
    }

    private void Put(string id, double seconds) =>
        silo.Listed.Put(_account, $"{_number}|{id}|ann|text", TimeProvider.System.GetUtcNow().AddSeconds(seconds));

    private async Task<double> PauseAsync() =>
        Math.Round((await Reconciler.Wake() - TimeProvider.System.GetUtcNow()).TotalSeconds / 10) * 10;

    private async Task<IReadOnlyList<MessageView>> ReceivedAsync()
    {
        var conversation = Assert.Single((await _business.Conversations.List(new ConversationQuery())).Items);
        return [.. (await _business.TranscriptAsync(conversation.Id)).Where(m => m.Direction == MessageDirection.In)];
    }
}
