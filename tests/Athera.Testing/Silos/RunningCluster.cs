using System.Security.Cryptography;
using Athera.Lab;
using Athera.Lab.Meta;
using Athera.Lab.Wire;
using Npgsql;

namespace Athera.Testing.Silos;

/// <summary>
/// Several silos over one PostgreSQL database. Providers reach them through one address, as through a load balancer that knows
/// nothing of their health: each try at a webhook goes to the next of them.
/// </summary>
public sealed class RunningCluster : IServesCustomers, IAsyncDisposable
{
    private const int Active = 3;

    private readonly string _directory;
    private int _next;

    private RunningCluster(string directory, PostgresStorage storage, int silos)
    {
        (_directory, Storage) = (directory, storage);
        Silos = new SiloProcess[silos];
        Apis = new DemoApi[silos];
        WhatsApp = Accounts.WhatsApp(new Uri("http://athera.example"));
    }

    /// <summary>What they share.</summary>
    public PostgresStorage Storage { get; }

    /// <inheritdoc/>
    public LabServer Lab { get; private set; } = null!;

    /// <summary>The processes.</summary>
    public SiloProcess[] Silos { get; }

    /// <summary>A client of each one's API.</summary>
    public DemoApi[] Apis { get; }

    /// <inheritdoc/>
    public DemoApi Api => Apis[0];

    /// <inheritdoc/>
    public WhatsAppAccount WhatsApp { get; }

    /// <summary>A silo that is frozen takes a connection and says nothing, so the next one is tried soon.</summary>
    public RetrySchedule Retries { get; } = RunningAthera.Persistent with { AnswerWithin = TimeSpan.FromSeconds(2) };

    /// <summary>Starts the providers, then all silos at once, and waits until they are ready.</summary>
    /// <param name="storage">What they share.</param>
    /// <param name="silos">How many.</param>
    /// <param name="settings">Further settings by name, given the providers.</param>
    /// <param name="cancellation">Gives up the start.</param>
    public static async Task<RunningCluster> StartAsync(
        PostgresStorage storage, int silos, Func<LabServer, IReadOnlyDictionary<string, string>> settings, CancellationToken cancellation)
    {
        var directory = Path.Combine(Path.GetTempPath(), $"athera-cluster-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        var cluster = new RunningCluster(directory, storage, silos);
        cluster.Lab = await LabServer.StartAsync(new LabOptions { ProductUrl = cluster.Next }, cancellation: cancellation);
        cluster.Lab.Graph.Connect(cluster.WhatsApp);
        cluster.Lab.Graph.Retries = cluster.Retries;
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        for (var silo = 0; silo < silos; silo++)
        {
            var own = Directory.CreateDirectory(Path.Combine(directory, $"{silo}")).FullName;
            var all = new Dictionary<string, string>(storage.Settings)
            {
                ["Athera:Cluster"] = "Cluster",
                ["Athera:Keys:Root"] = key,
                ["Athera:DataDirectory"] = own,
                ["Athera:Demo:AdminKey"] = DemoApi.Key,
                ["Athera:Meta:GraphUrl"] = cluster.Lab.GraphUrl.ToString(),
                ["Athera:Twilio:ApiUrl"] = cluster.Lab.TwilioUrl.ToString(),
                ["Athera:Api:RequestsPerSecond"] = "100000",
                ["Orleans:Endpoints:SiloPort"] = "0",
                ["Orleans:Endpoints:GatewayPort"] = "0",
            };
            foreach (var (name, value) in settings(cluster.Lab))
                all[name] = value;
            cluster.Silos[silo] = new SiloProcess(own, all);
            cluster.Apis[silo] = new DemoApi(cluster.Silos[silo].Url);
        }
        try
        {
            await cluster.StartAllAsync(cancellation);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts all silos at once and waits until they are ready.</summary>
    public Task StartAllAsync(CancellationToken cancellation) => Task.WhenAll(Silos.Select(silo => silo.StartAsync(cancellation)));

    /// <summary>How many silos are members by the membership table, whatever they are in fact.</summary>
    public async Task<long> MembersAsync(CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(Storage.Settings["ConnectionStrings:Athera"]);
        await using var count = source.CreateCommand($"select count(*) from orleansmembershiptable where status = {Active}");
        return (long)(await count.ExecuteScalarAsync(cancellation))!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var silo in Silos.Where(silo => silo is not null))
            await silo.DisposeAsync();
        await Lab.DisposeAsync();
        await Storage.DisposeAsync();
        foreach (var api in Apis.Where(api => api is not null))
            api.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private Uri Next() => Silos[(uint)Interlocked.Increment(ref _next) % (uint)Silos.Length].Url;
}
