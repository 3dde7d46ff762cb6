using Athera.Channels;
using Athera.Contacts;
using Athera.Identities;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Identities;

[Collection(nameof(TestSilo))]
public sealed class IdentityDirectoryTests(TestSilo silo)
{
    private static readonly Address _phone = new(AddressKind.Phone, "12025550143"), _scoped = new(AddressKind.BusinessScopedUserId, "US.1");

    [Fact]
    public async Task A_new_sender_asked_for_many_times_at_once_is_one()
    {
        var (directory, account) = await GivenAsync();

        var found = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Resolve(directory, account, _phone))));

        Assert.Single(found.Distinct());
        Assert.True(found[0].NewContact);
    }

    [Fact]
    public async Task A_sender_is_known_by_any_of_the_addresses_it_ever_had()
    {
        var business = await Business.OpenAsync(silo);
        var account = (await silo.Service<ChannelAccountDirectory>().FindAsync(business.Account))!;
        var customer = await business.MeetAsync();
        await customer.ReceiveAsync("m1");

        var known = new Address(AddressKind.Other, customer.Sender);
        var found = await Resolve(silo.Service<IdentityDirectory>(), account, _scoped, known);

        Assert.Equal((customer.Id, false), (found.Conversation, found.NewContact));
    }

    [Fact]
    public async Task A_contact_known_elsewhere_gets_a_conversation_here_and_stays_one_contact()
    {
        var business = await Business.OpenAsync(silo);
        var other = await business.ConnectAsync($"{business.Number}-2");
        var account = (await silo.Service<ChannelAccountDirectory>().FindAsync(other))!;
        var customer = await business.MeetAsync();
        await customer.ReceiveAsync("m1");

        var found = await Resolve(silo.Service<IdentityDirectory>(), account, new Address(AddressKind.Other, customer.Sender));

        Assert.Equal((customer.Contact, false), (found.Contact, found.NewContact));
        Assert.NotEqual(customer.Id, found.Conversation);
    }

    [Fact]
    public async Task What_was_forgotten_is_resolved_again()
    {
        var (directory, account) = await GivenAsync();
        var first = await Resolve(directory, account, _phone);

        await directory.ForgetAsync(account, [_phone], CancellationToken.None);

        Assert.NotEqual(first, await Resolve(directory, account, _phone));
    }

    private async Task<(IdentityDirectory Directory, ConnectedAccount Account)> GivenAsync()
    {
        var business = await Business.OpenAsync(silo);
        var account = await silo.Service<ChannelAccountDirectory>().FindAsync(business.Account);
        return (silo.Service<IdentityDirectory>(), account!);
    }

    private static Task<Identity> Resolve(IdentityDirectory directory, ConnectedAccount account, params Address[] addresses) =>
        directory.ResolveAsync(account, addresses, CancellationToken.None).AsTask();
}
