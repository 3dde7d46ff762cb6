using System.Security.Cryptography;
using Athera.Keys;
using Xunit;

namespace Athera.Tests.Keys;

public sealed class KeyVaultTests
{
    [Fact]
    public async Task A_vault_started_again_opens_what_was_sealed_before()
    {
        await using var fixture = await VaultFixture.WithTenantAsync();
        var contact = OpaqueId.New();
        var contactKey = await fixture.Create(contact);
        var tenantKey = await fixture.Get(fixture.Tenant.Value);

        var again = fixture.Open();

        Assert.True(fixture.Fits(contactKey, await fixture.Get(contact, again)));
        Assert.True(fixture.Fits(tenantKey, await fixture.Get(fixture.Tenant.Value, again)));
    }

    [Fact]
    public async Task Another_root_key_opens_nothing_and_does_not_call_it_missing()
    {
        await using var fixture = await VaultFixture.WithTenantAsync();
        var contact = OpaqueId.New();
        await fixture.Create(contact);

        var stranger = fixture.Open(RandomNumberGenerator.GetBytes(32));

        await Assert.ThrowsAnyAsync<CryptographicException>(() => fixture.Get(fixture.Tenant.Value, stranger));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => fixture.Get(contact, stranger));
    }

    [Fact]
    public async Task Athera_itself_has_a_key_too_and_no_tenant_can_take_its_place()
    {
        await using var fixture = await VaultFixture.WithTenantAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => fixture.Create(OpaqueId.None));
        var key = await fixture.Vault.CreateAsync(TenantId.Platform, OpaqueId.None, CancellationToken.None);

        Assert.True(fixture.Fits(key, await fixture.Get(OpaqueId.None, fixture.Open(), TenantId.Platform)));
    }

    [Fact]
    public async Task A_contact_of_a_tenant_without_a_key_gets_none()
    {
        await using var fixture = new VaultFixture();

        await Assert.ThrowsAsync<KeyMissingException>(() => fixture.Create(OpaqueId.New()));
        Assert.Empty(fixture.Store.Rows);
    }

    [Fact]
    public async Task Creating_a_key_that_exists_gives_the_one_that_exists()
    {
        await using var fixture = await VaultFixture.WithTenantAsync();
        var contact = OpaqueId.New();
        var first = await fixture.Create(contact);

        Assert.True(fixture.Fits(first, await fixture.Create(contact)));
        Assert.True(fixture.Fits(first, await fixture.Create(contact, fixture.Open())));
    }

    [Fact]
    public async Task Two_silos_that_create_the_same_subject_at_once_agree_on_its_key()
    {
        await using var fixture = await VaultFixture.WithTenantAsync();
        var other = fixture.Open();
        await fixture.Get(fixture.Tenant.Value, other);
        var contact = OpaqueId.New();
        var gate = fixture.Store.HoldNextAdd();

        var here = fixture.Create(contact);
        await gate.Arrived;
        var there = await fixture.Create(contact, other);
        gate.Open();

        Assert.True(fixture.Fits(await here, there));
    }

    [Fact]
    public async Task Another_tenants_subject_looks_like_one_that_does_not_exist()
    {
        await using var fixture = await VaultFixture.WithTenantAsync();
        var contact = OpaqueId.New();
        await fixture.Create(contact);
        var stranger = TenantId.New();
        await fixture.Vault.CreateAsync(stranger, stranger.Value, CancellationToken.None);

        foreach (var vault in new[] { fixture.Vault, fixture.Open() })
        {
            await Assert.ThrowsAsync<KeyMissingException>(() => fixture.Get(contact, vault, stranger));
            await Assert.ThrowsAsync<KeyMissingException>(() => fixture.Get(fixture.Tenant.Value, vault, stranger));
            await Assert.ThrowsAsync<KeyMissingException>(
                () => vault.CreateAsync(stranger, contact, CancellationToken.None).AsTask());
            Assert.Empty(await vault.GetManyAsync(stranger, [contact, fixture.Tenant.Value], CancellationToken.None));
        }
    }

    [Fact]
    public async Task A_key_stored_in_anothers_place_does_not_open()
    {
        await using var fixture = await VaultFixture.WithTenantAsync();
        var (contact, other) = (OpaqueId.New(), OpaqueId.New());
        await fixture.Create(contact);
        var row = fixture.Store.Rows.Single(row => row.Subject == contact);

        fixture.Store.Put(row with { Subject = other });

        await Assert.ThrowsAnyAsync<CryptographicException>(() => fixture.Get(other));
    }

    [Fact]
    public async Task A_page_of_keys_is_one_round_trip_and_leaves_out_the_missing()
    {
        await using var fixture = await VaultFixture.WithTenantAsync();
        var contacts = Enumerable.Range(0, 50).Select(_ => OpaqueId.New()).ToArray();
        await Task.WhenAll(contacts.Select(contact => fixture.Create(contact)));
        fixture.Store.Destroy(contacts[7]);
        var vault = fixture.Open();
        await fixture.Get(fixture.Tenant.Value, vault);
        var before = fixture.Store.Found.Count();

        var keys = await vault.GetManyAsync(
            fixture.Tenant, [.. contacts, contacts[0], fixture.Tenant.Value], CancellationToken.None);

        Assert.Equal([50], fixture.Store.Found.Skip(before));
        Assert.Equal(contacts.Except([contacts[7]]).Append(fixture.Tenant.Value).Order(), keys.Keys.Order());
        Assert.All(keys, pair => Assert.Equal(pair.Key, pair.Value.Subject));
    }

    [Fact]
    public async Task What_is_stored_does_not_contain_the_key()
    {
        await using var fixture = await VaultFixture.WithTenantAsync();
        var contact = OpaqueId.New();
        var key = await fixture.Create(contact);

        var row = fixture.Store.Rows.Single(row => row.Subject == contact);
        for (var start = 0; start + 32 <= row.Wrapped.Length; start++)
            Assert.False(fixture.Fits(key, new SubjectKey(contact, row.Wrapped.Span.Slice(start, 32))));
    }

    [Fact]
    public async Task The_key_for_looking_up_is_the_same_after_a_restart_and_another_for_each_tenant()
    {
        await using var fixture = await VaultFixture.WithTenantAsync();
        var other = TenantId.New();
        await fixture.Vault.CreateAsync(other, other.Value, CancellationToken.None);

        var hash = await HashAsync(fixture.Vault, fixture.Tenant);

        Assert.Equal(hash, await HashAsync(fixture.Open(), fixture.Tenant));
        Assert.NotEqual(hash, await HashAsync(fixture.Vault, other));
        await Assert.ThrowsAsync<KeyMissingException>(() => HashAsync(fixture.Vault, TenantId.New()));

        static async Task<Athera.Journal.ClaimKey> HashAsync(KeyVault vault, TenantId tenant) =>
            (await vault.GetLookupKeyAsync(tenant, CancellationToken.None)).Hash("address", "+15550100");
    }
}
