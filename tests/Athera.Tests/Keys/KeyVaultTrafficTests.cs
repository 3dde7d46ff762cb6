using Athera.Journal;
using Athera.Keys;
using Xunit;

namespace Athera.Tests.Keys;

public sealed class KeyVaultTrafficTests
{
    [Fact]
    public async Task New_contacts_that_come_during_a_write_share_the_next_one()
    {
        await using var fixture = await VaultFixture.WithTenantAsync();
        var gate = fixture.Store.HoldNextAdd();
        var first = fixture.Create(OpaqueId.New());
        await gate.Arrived;
        var others = Enumerable.Range(0, 30).Select(_ => fixture.Create(OpaqueId.New())).ToArray();
        gate.Open();

        await Task.WhenAll([first, .. others]);
        Assert.Equal([1, 1, 30], fixture.Store.Added);
    }

    [Fact]
    public async Task A_subject_everybody_asks_for_is_read_once_and_shared()
    {
        await using var fixture = await VaultFixture.WithTenantAsync();
        var contact = OpaqueId.New();
        await fixture.Create(contact);
        var vault = fixture.Open();
        await fixture.Get(fixture.Tenant.Value, vault);
        var before = fixture.Store.Found.Count();
        var gate = fixture.Store.HoldNextFind();
        var first = fixture.Get(contact, vault);
        await gate.Arrived;
        var others = Enumerable.Range(0, 20).Select(_ => fixture.Get(contact, vault)).ToArray();
        gate.Open();

        var keys = await Task.WhenAll([first, .. others]);

        Assert.Equal([1], fixture.Store.Found.Skip(before));
        Assert.All(keys, key => Assert.Same(keys[0], key));
    }

    [Fact]
    public async Task The_cache_holds_as_many_keys_as_it_may_and_what_fell_out_is_read_again()
    {
        await using var fixture = await VaultFixture.WithTenantAsync(new KeyVaultOptions { CachedKeys = 10 });
        var contacts = Enumerable.Range(0, 200).Select(_ => OpaqueId.New()).ToArray();
        foreach (var contact in contacts)
            await fixture.Create(contact);
        var before = fixture.Store.Found.Count();

        foreach (var contact in contacts.Reverse())
            await fixture.Get(contact);

        // The tenant's key is asked for with each contact's, so the clock never takes it: nine places are left.
        Assert.Equal(200 - 9, fixture.Store.Found.Skip(before).Count());
    }

    [Fact]
    public async Task A_destroyed_key_is_missing_once_it_is_evicted()
    {
        await using var fixture = await VaultFixture.WithTenantAsync();
        var contact = OpaqueId.New();
        var key = await fixture.Create(contact);

        fixture.Store.Destroy(contact);
        fixture.Vault.Evict(contact);

        await Assert.ThrowsAsync<KeyMissingException>(() => fixture.Get(contact));
        Assert.True(fixture.Fits(key, key)); // Whoever sealed with it just then was not disturbed.
    }

    [Fact]
    public async Task A_tenant_that_is_evicted_takes_its_contacts_along()
    {
        await using var fixture = await VaultFixture.WithTenantAsync();
        var contact = OpaqueId.New();
        await fixture.Create(contact);

        fixture.Store.Destroy(fixture.Tenant.Value);
        fixture.Vault.Evict(fixture.Tenant.Value);

        await Assert.ThrowsAsync<KeyMissingException>(() => fixture.Get(contact));
        Assert.Empty(await fixture.Vault.GetManyAsync(fixture.Tenant, [contact], CancellationToken.None));
    }

    [Fact]
    public async Task A_key_read_before_its_destruction_does_not_come_back_after_it()
    {
        await using var fixture = await VaultFixture.WithTenantAsync();
        var contact = OpaqueId.New();
        await fixture.Create(contact);
        var vault = fixture.Open();
        await fixture.Get(fixture.Tenant.Value, vault);
        var gate = fixture.Store.HoldNextAnswer();
        var early = fixture.Get(contact, vault);
        await gate.Arrived;

        fixture.Store.Destroy(contact);
        vault.Evict(contact);
        gate.Open();

        await early;
        await Assert.ThrowsAsync<KeyMissingException>(() => fixture.Get(contact, vault));
    }

    [Fact]
    public async Task A_database_that_is_away_says_so_and_keys_in_memory_still_work()
    {
        await using var fixture = await VaultFixture.WithTenantAsync();
        var (known, unknown) = (OpaqueId.New(), OpaqueId.New());
        await fixture.Create(known);
        fixture.Store.FailNextFind(new StoreUnavailableException());

        await Assert.ThrowsAsync<StoreUnavailableException>(() => fixture.Get(unknown));
        await fixture.Get(known);
        await Assert.ThrowsAsync<KeyMissingException>(() => fixture.Get(unknown));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_given_up_at_the_deadline()
    {
        await using var fixture = await VaultFixture.WithTenantAsync();
        var gate = fixture.Store.HoldNextAdd();
        var stuck = fixture.Create(OpaqueId.New());
        await gate.Arrived;

        fixture.Clock.Advance(TimeSpan.FromSeconds(5));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => stuck);
        await fixture.Create(OpaqueId.New());
    }

    [Fact]
    public async Task One_changed_row_is_the_trouble_of_its_own_reader()
    {
        await using var fixture = await VaultFixture.WithTenantAsync();
        var (sound, changed) = (OpaqueId.New(), OpaqueId.New());
        await Task.WhenAll(fixture.Create(sound), fixture.Create(changed));
        var row = fixture.Store.Rows.Single(row => row.Subject == changed);
        fixture.Store.Put(row with { Wrapped = new byte[row.Wrapped.Length] });
        var vault = fixture.Open();
        await fixture.Get(fixture.Tenant.Value, vault);
        var gate = fixture.Store.HoldNextFind();
        var first = fixture.Get(OpaqueId.New(), vault);
        await gate.Arrived;
        var together = (Bad: fixture.Get(changed, vault), Good: fixture.Get(sound, vault));
        gate.Open();

        await Assert.ThrowsAsync<KeyMissingException>(() => first);
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => together.Bad);
        Assert.Equal(sound, (await together.Good).Subject);
    }
}
