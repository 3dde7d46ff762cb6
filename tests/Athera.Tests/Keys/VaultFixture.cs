using System.Security.Cryptography;
using Athera.Keys;
using Microsoft.Extensions.Time.Testing;

namespace Athera.Tests.Keys;

/// <summary>Vaults over one key database, as several silos have, or one that is started again.</summary>
public sealed class VaultFixture : IAsyncDisposable
{
    private readonly List<KeyVault> _vaults = [];

    public VaultFixture(KeyVaultOptions? options = null) => Vault = Open(options: options);

    public MemoryKeyStore Store { get; } = new();

    public FakeTimeProvider Clock { get; } = new();

    public byte[] Root { get; } = RandomNumberGenerator.GetBytes(32);

    public KeyVault Vault { get; }

    public TenantId Tenant { get; } = TenantId.New();

    /// <summary>Another vault over the same database.</summary>
    public KeyVault Open(byte[]? root = null, KeyVaultOptions? options = null)
    {
        var vault = new KeyVault(Store, new RootKey(root ?? Root), options ?? new KeyVaultOptions(), Clock);
        _vaults.Add(vault);
        return vault;
    }

    /// <summary>A vault with the tenant's key in place.</summary>
    public static async Task<VaultFixture> WithTenantAsync(KeyVaultOptions? options = null)
    {
        var fixture = new VaultFixture(options);
        await fixture.Create(fixture.Tenant.Value);
        return fixture;
    }

    public Task<SubjectKey> Create(OpaqueId subject, KeyVault? vault = null) =>
        (vault ?? Vault).CreateAsync(Tenant, subject, CancellationToken.None).AsTask();

    public Task<SubjectKey> Get(OpaqueId subject, KeyVault? vault = null, TenantId? tenant = null) =>
        (vault ?? Vault).GetAsync(tenant ?? Tenant, subject, CancellationToken.None).AsTask();

    /// <summary>Whether what one key seals, the other opens.</summary>
    public bool Fits(SubjectKey one, SubjectKey other)
    {
        var context = new SealContext(Tenant, one.Subject, 1, SealPurpose.Event);
        byte[] plain = [1, 2, 3];
        var piece = one.Seal(plain, context);
        try
        {
            return other.Open(piece, context).AsSpan().SequenceEqual(plain);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var vault in _vaults)
            await vault.DisposeAsync();
    }
}
