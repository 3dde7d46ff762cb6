using Athera.Contacts;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Contacts;

[Collection(nameof(TestSilo))]
public sealed class ContactGrainTests(TestSilo silo) : IAsyncLifetime
{
    private TenantId _tenant;

    public async ValueTask InitializeAsync() => _tenant = (await Business.OpenAsync(silo)).Tenant;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_contact_is_found_by_its_number_in_any_notation()
    {
        var created = (await NewAsync("Dana", "+1 (202) 555-0143")).View;

        foreach (var notation in new[] { "12025550143", "+12025550143", "1-202-555-0143", "+1 (202) 555.0143" })
            Assert.Equal(created.Id, (await Contacts.FindByAddress(notation)).Value?.Id);
        Assert.Equal(RefusalKind.NotFound, (await Contacts.FindByAddress("12025550144")).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await Contacts.FindByAddress("")).Refusal?.Kind);
    }

    [Fact]
    public async Task A_number_belongs_to_one_contact_of_a_tenant()
    {
        await NewAsync("Dana", "12025550143");

        var second = await Grain(ContactId.New()).Create(new CreateContact("Eve", "+1 202 555 0143"));

        Assert.Equal("address_taken", second.Refusal?.Code);
    }

    [Fact]
    public async Task What_is_entered_is_corrected_and_removed_and_stays_bounded()
    {
        var (grain, _) = await NewAsync("Dana", null);
        Dictionary<string, string> Attributes(int from, int count) => Enumerable.Range(from, count).ToDictionary(i => $"a{i}", i => $"v{i}");

        Assert.Equal(50, (await grain.Change(new ChangeContact(null, Attributes(0, 50)))).Value!.Attributes.Count);
        Assert.Contains("attributes", (await grain.Change(new ChangeContact(null, Attributes(50, 1)))).Refusal!.Fields!.Keys);
        var cleared = (await grain.Change(new ChangeContact("", new Dictionary<string, string> { ["a0"] = "" }))).Value!;

        Assert.Equal((null, 49), (cleared.Name, cleared.Attributes.Count));
    }

    [Fact]
    public async Task The_newest_word_about_a_purpose_counts()
    {
        var (grain, _) = await NewAsync("Dana", null);

        await grain.RecordConsent(new Consent("marketing", true, "form", default));
        await grain.RecordConsent(new Consent("surveys", true, "form", default));
        var view = (await grain.RecordConsent(new Consent("marketing", false, "letter", default))).Value!;

        Assert.Equal([("surveys", true), ("marketing", false)], view.Consents.Select(c => (c.Purpose, c.Granted)));
        Assert.All(view.Consents, c => Assert.NotEqual(default, c.At));
    }

    [Fact]
    public async Task A_merged_contact_points_to_the_other_until_it_is_taken_out_again()
    {
        var ((grain, one), (otherGrain, other)) = (await NewAsync("Dana", null), await NewAsync("D. Field", null));

        await grain.Merge(other.Id);
        var again = await grain.Merge(other.Id);
        Assert.Equal([other.Id], again.Value!.Merged);
        Assert.Equal(one.Id, (await otherGrain.Get()).Value!.MergedInto);

        Assert.Empty((await grain.Unmerge(other.Id)).Value!.Merged);
        Assert.Null((await otherGrain.Get()).Value!.MergedInto);
        Assert.Equal(RefusalKind.NotFound, (await grain.Unmerge(other.Id)).Refusal?.Kind);
    }

    [Fact]
    public async Task Contacts_are_not_merged_in_a_circle_nor_into_two_nor_into_nobody()
    {
        var ((one, oneView), (two, twoView), (three, _)) = (await NewAsync("1", null), await NewAsync("2", null), await NewAsync("3", null));
        Assert.True((await one.Merge(twoView.Id)).Granted);

        Assert.Equal("merged_already", (await two.Merge(oneView.Id)).Refusal?.Code);
        Assert.Equal("merged_already", (await three.Merge(twoView.Id)).Refusal?.Code);
        Assert.Contains("with", (await one.Merge(oneView.Id)).Refusal!.Fields!.Keys);
        Assert.Equal(RefusalKind.NotFound, (await one.Merge(ContactId.New())).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await Grain(ContactId.New()).Merge(oneView.Id)).Refusal?.Kind);
        Assert.Null((await one.Get()).Value!.MergedInto);
    }

    private IContactsGrain Contacts => silo.Grains.Of<IContactsGrain>(_tenant);

    private IContactGrain Grain(ContactId id) => silo.Grains.Get<IContactGrain>(_tenant, id.Value);

    private async Task<(IContactGrain Grain, ContactView View)> NewAsync(string name, string? phone)
    {
        var grain = Grain(ContactId.New());
        return (grain, (await grain.Create(new CreateContact(name, phone))).Value!);
    }
}
