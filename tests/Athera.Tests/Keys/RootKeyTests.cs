using Athera.Keys;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Athera.Tests.Keys;

public sealed class RootKeyTests : IDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"athera-{OpaqueId.New()}");

    private string KeyFile => Path.Combine(_directory, RootKey.FileName);

    public void Dispose()
    {
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task The_key_of_the_configuration_is_used_and_no_file_is_made()
    {
        await using var fixture = await VaultFixture.WithTenantAsync();
        var configured = RootKey.FromConfiguration(Convert.ToBase64String(fixture.Root), _directory, mayCreate: true);

        await OpenTenantAsync(fixture, configured);
        Assert.False(Directory.Exists(_directory));
    }

    [Fact]
    public async Task In_development_a_key_is_made_once_and_read_the_next_time()
    {
        await using var fixture = new VaultFixture();
        await using var first = new KeyVault(
            fixture.Store, RootKey.FromConfiguration(null, _directory, mayCreate: true), new KeyVaultOptions(), fixture.Clock);
        await fixture.Create(fixture.Tenant.Value, first);

        await OpenTenantAsync(fixture, RootKey.FromConfiguration(" ", _directory, mayCreate: true));
        Assert.Equal([KeyFile], Directory.GetFiles(_directory));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
    }

    [Fact]
    public async Task Processes_that_start_at_once_agree_on_the_key()
    {
        await using var fixture = new VaultFixture();
        using var barrier = new Barrier(8);
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait();
                return RootKey.FromConfiguration(null, _directory, mayCreate: true);
            },
            TaskCreationOptions.LongRunning)));

        await using var first = new KeyVault(fixture.Store, keys[0], new KeyVaultOptions(), fixture.Clock);
        await fixture.Create(fixture.Tenant.Value, first);

        foreach (var key in keys)
            await OpenTenantAsync(fixture, key);
        Assert.Equal([KeyFile], Directory.GetFiles(_directory));
    }

    [Fact]
    public void In_production_a_missing_key_is_named_and_not_made()
    {
        var failure = Assert.Throws<InvalidOperationException>(
            () => RootKey.FromConfiguration(null, _directory, mayCreate: false));

        Assert.Contains("Athera:Keys:Root", failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory));
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_key_that_is_none_is_refused_without_being_repeated(string configured)
    {
        Directory.CreateDirectory(_directory);
        File.WriteAllText(KeyFile, configured);

        foreach (var setting in new[] { configured, null })
        {
            var failure = Assert.Throws<InvalidOperationException>(
                () => RootKey.FromConfiguration(setting, _directory, mayCreate: true));
            Assert.DoesNotContain(configured, failure.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_far_too_long_is_refused()
    {
        Directory.CreateDirectory(_directory);
        File.WriteAllText(KeyFile, new string('A', 5000));

        Assert.Throws<InvalidOperationException>(() => RootKey.FromConfiguration(null, _directory, mayCreate: true));
    }

    [Theory]
    [InlineData("Development", false)]
    [InlineData("Production", true)]
    public async Task A_host_in_production_refuses_to_start_without_a_key(string environment, bool refuses)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection([new("Athera:DataDirectory", _directory)]);
        builder.Services.AddSingleton<IKeyStore, MemoryKeyStore>().AddKeyVault();
        using var host = builder.Build();

        var failure = await Record.ExceptionAsync(() => host.StartAsync());

        Assert.Equal(refuses, failure is InvalidOperationException);
    }

    private static async Task OpenTenantAsync(VaultFixture fixture, RootKey root)
    {
        await using var vault = new KeyVault(fixture.Store, root, new KeyVaultOptions(), fixture.Clock);
        await fixture.Get(fixture.Tenant.Value, vault);
    }
}
