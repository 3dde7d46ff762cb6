using Athera.Contacts;
using Athera.Improvement;
using Athera.Messages;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Improvement;

/// <summary>The one way out, in a whole silo.</summary>
[Collection(nameof(TestSilo))]
public sealed class ImprovementExportTests(TestSilo silo) : IAsyncLifetime
{
    private Business _business = null!;

    private IImprovementExportGrain Export => silo.Grains.Get<IImprovementExportGrain>(_business.Tenant, ImprovementExport.IdOf(_business.Tenant));

    public async ValueTask InitializeAsync() => _business = await Business.OpenAsync(silo);

    public ValueTask DisposeAsync()
    {
        silo.Store.Heal();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Nothing_is_given_out_unless_the_tenant_allows_it()
    {
        await AgreeAsync(await TalkAsync("Hello"), true);

        Assert.False((await Export.Get()).Value!.Allowed);
        Assert.Equal("improvement_off", (await TakeAsync()).Refusal!.Code);
        await AllowAsync(true);
        await AllowAsync(false);
        Assert.Equal("improvement_off", (await TakeAsync()).Refusal!.Code);
    }

    [Fact]
    public async Task Only_what_contacts_said_after_they_agreed_is_given_out_and_it_is_recorded()
    {
        await AllowAsync(true);
        await TalkAsync("I say nothing about it");
        var kim = await TalkAsync("Before");
        await AgreeAsync(kim, true);
        await SayAsync(kim, "After", answers: 2);

        var sample = Assert.Single((await TakeAsync()).Value!.Items);

        Assert.Equal(("After", "You said: After"), (Assert.Single(sample.Before).Text, sample.Answer));
        var exported = Assert.Single((await Export.Get()).Value!.Exports);
        Assert.Equal(("ann", sample.Id), (exported.User, Assert.Single(exported.Samples)));
        Assert.Single((await TakeAsync()).Value!.Items);
        Assert.Equal(2, (await Export.Get()).Value!.Exports.Count);
    }

    [Fact]
    public async Task Whoever_takes_its_word_back_is_in_no_sample_any_more()
    {
        await AllowAsync(true);
        var kim = await MeetAsync();
        await AgreeAsync(kim, true);
        await SayAsync(kim, "Hello", answers: 2);
        Assert.Single((await TakeAsync()).Value!.Items);

        await AgreeAsync(kim, false);

        Assert.Empty((await TakeAsync()).Value!.Items);
        Assert.Single((await Export.Get()).Value!.Exports);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_given_out()
    {
        await AllowAsync(true);
        var kim = await MeetAsync();
        await AgreeAsync(kim, true);
        await SayAsync(kim, "Hello", answers: 2);
        silo.Store.FailBefore(append => append.Streams.Any(s => s.Stream == ImprovementExport.IdOf(_business.Tenant)));

        var taken = await TakeAsync();

        Assert.Equal(RefusalKind.Unavailable, taken.Refusal!.Kind);
    }

    [Fact]
    public async Task Another_tenant_gets_nothing_of_it()
    {
        var kim = await MeetAsync();
        await AgreeAsync(kim, true);
        await SayAsync(kim, "Hello", answers: 2);
        _business = await Business.OpenAsync(silo);
        await AllowAsync(true);

        Assert.Empty((await TakeAsync()).Value!.Items);
    }

    private Task<Customer> MeetAsync() => TalkAsync("Hi");

    private async Task<Customer> TalkAsync(string text)
    {
        var customer = await _business.MeetAsync();
        await SayAsync(customer, text, answers: 1);
        return customer;
    }

    private static async Task SayAsync(Customer customer, string text, int answers)
    {
        await customer.WriteAsync(text);
        await customer.UntilAsync(t => t.Count(m => m.State == MessageState.Sent) == answers);
    }

    private async Task AgreeAsync(Customer customer, bool granted) => Assert.True((await silo.Grains
        .Get<IContactGrain>(_business.Tenant, customer.Contact.Value)
        .RecordConsent(new Consent(ConsentPurposes.Improvement, granted, "form", default, User: "ann"))).Granted);

    private async Task AllowAsync(bool allowed) =>
        Assert.Equal(allowed, (await Export.Allow(new AllowImprovement(allowed, "ann"))).Value!.Allowed);

    private Task<Result<Page<ImprovementSample>>> TakeAsync() => Export.Export(new ExportSamples("ann", null, 50));
}
