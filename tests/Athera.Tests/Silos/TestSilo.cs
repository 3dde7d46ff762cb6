using System.Security.Cryptography;
using Athera.Turns.Models;
using Athera.Turns.Tools;
using Athera.Channels;
using Athera.Conversations;
using Athera.Inbox;
using Athera.Journal;
using Athera.Keys;
using Athera.Knowledge.Searching;
using Athera.Silo.Cluster;
using Athera.Silo.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Xunit;

namespace Athera.Tests.Silos;

/// <summary>A silo with everything Athera puts into one, on embedded databases of its own; outside it there are only fakes.</summary>
public sealed class TestSilo : IAsyncLifetime
{
    private readonly SqliteOptions _options = new()
    {
        DataDirectory = Path.Combine(Path.GetTempPath(), $"athera-{Guid.NewGuid():N}"),
    };

    private readonly RootKey _root = new(RandomNumberGenerator.GetBytes(32));
    private SqliteJournalStore _journal = null!;
    private SqliteKeyStore _keys = null!;
    private SqliteKnowledgeStore _knowledge = null!;
    private InProcessTestCluster _cluster = null!;
    private ListedPaper? _listed;

    internal FlakyStore Store { get; private set; } = null!;

    /// <summary>What a test that needs a silo of its own puts into it.</summary>
    internal Action<IServiceCollection>? More { get; init; }

    internal PaperChannel Paper { get; } = new();

    internal ListedPaper Listed => _listed ??= new ListedPaper(Paper);

    internal ScriptedModel Model { get; } = new();

    internal PaperTools Tools { get; } = new();

    public IGrainFactory Grains => _cluster.Client;

    /// <summary>Undoes what a test did to the store and to the model.</summary>
    public void Restore()
    {
        Store.Heal();
        Model.Say(_ => null);
        Model.Think((_, _) => Task.CompletedTask);
    }

    public T Service<T>() where T : notnull => _cluster.GetSiloServiceProvider().GetRequiredService<T>();

    public IEnumerable<T> Services<T>() where T : notnull => _cluster.GetSiloServiceProvider().GetServices<T>();

    public async ValueTask InitializeAsync()
    {
        _journal = new SqliteJournalStore(_options, TimeProvider.System);
        _keys = new SqliteKeyStore(_options, TimeProvider.System);
        _knowledge = new SqliteKnowledgeStore(_options);
        Store = new FlakyStore(_journal);
        await _journal.MigrateAsync(CancellationToken.None);
        await _keys.MigrateAsync(CancellationToken.None);
        await using (var vault = new KeyVault(_keys, _root, new KeyVaultOptions(), TimeProvider.System))
            await vault.CreateAsync(TenantId.Platform, TenantId.Platform.Value, CancellationToken.None);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => Configure(silo));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _journal.Dispose();
        _keys.Dispose();
        _knowledge.Dispose();
        Directory.Delete(_options.DataDirectory, recursive: true);
    }

    /// <summary>Takes a grain out of memory; the next call reads it again.</summary>
    public Task ForgetAsync(IAddressable grain) => _cluster.DeactivateAsync(grain);

    private void Configure(ISiloBuilder silo)
    {
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.AddMemoryStreams(InboxStreams.Provider);
        silo.AddIncomingGrainCallFilter<Athera.Access.TenantCallFilter>();
        silo.Services.AddSingleton<IJournalStore>(Store);
        silo.Services.AddSingleton<IKeyStore>(_keys);
        silo.Services.AddSingleton<IKnowledgeStore>(_knowledge);
        silo.Services.AddSingleton(_root);
        silo.Services.AddSingleton<ISiloRoster, SingleSiloRoster>();
        silo.Services.AddSingleton<IPublicUrl, Address>();
        silo.Services.AddSingleton(new Patience { Cart = TimeSpan.FromMilliseconds(300), Check = TimeSpan.FromMilliseconds(300) });
        silo.Services.AddAtheraGrains();
        silo.Services.AddSingleton<IChannel>(Paper);
        silo.Services.AddSingleton<IChannel>(Listed);
        silo.Services.AddSingleton<IWebhookProtocol>(Paper);
        silo.Services.AddSingleton<IModelProvider>(Model);
        silo.Services.AddSingleton<IToolSource>(Tools);
        silo.Services.Configure<Athera.Egress.OutboundOptions>(outbound => outbound.AllowLoopback = true);
        silo.Services.Configure<ModelOptions>(model =>
        {
            model.Kind = Model.Kind;
            model.Prices[model.Name] = new ModelPrice { Input = 1, Output = 1 };
        });
        silo.Services.Configure<Athera.Media.MediaOptions>(media => media.Directory = Path.Combine(_options.DataDirectory, "media"));
        silo.Services.Configure<Athera.Access.BootstrapOptions>(bootstrap => bootstrap.AdminKey = "platform-key");
        More?.Invoke(silo.Services);
    }

    private sealed class Address : IPublicUrl
    {
        public Uri Current { get; } = new("https://hooks.athera.example/");
    }
}

/// <summary>The tests that share a silo. They keep apart by their tenants, and run one after the other since some break the store.</summary>
[CollectionDefinition(nameof(TestSilo))]
public sealed class TestSiloTests : ICollectionFixture<TestSilo>;
