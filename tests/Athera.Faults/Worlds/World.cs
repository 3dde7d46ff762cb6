using System.Security.Cryptography;
using Athera.FaultRuns.Customers;
using Athera.FaultRuns.Histories;
using Athera.FaultRuns.Load;
using Athera.FaultRuns.Providers;

namespace Athera.FaultRuns.Worlds;

/// <summary>A cluster of Athera over one database, and everything it meets outside: providers, the model, tenants.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly string _directory;
    private readonly ProviderServer _providers;

    private World(
        string directory, Cast cast, History history, Tenant[] tenants, Database database, Member[] members, ProviderServer providers,
        Courier courier, Webhooks webhooks, Statuses statuses, Troubles troubles, Points points, TwilioBook book, SendDesk sends)
    {
        (_directory, Cast, History, Tenants, Database, Members) = (directory, cast, history, tenants, database, members);
        (_providers, Courier, Webhooks, Statuses) = (providers, courier, webhooks, statuses);
        (Troubles, Points, Book, Sends) = (troubles, points, book, sends);
        Urls = [.. members.Select(member => member.Url)];
    }

    public Cast Cast { get; }

    public History History { get; }

    public IReadOnlyList<Tenant> Tenants { get; }

    public Database Database { get; }

    public IReadOnlyList<Member> Members { get; }

    public IReadOnlyList<Uri> Urls { get; }

    public Courier Courier { get; }

    public Webhooks Webhooks { get; }

    public Statuses Statuses { get; }

    public Troubles Troubles { get; }

    public Points Points { get; }

    public TwilioBook Book { get; }

    public SendDesk Sends { get; }

    /// <summary>A client of the API for each tenant.</summary>
    public IReadOnlyList<TenantApi> Apis { get; private set; } = [];

    public HttpClient Http { get; } = TenantApi.Connections();

    /// <summary>Starts everything and has the tenants created.</summary>
    public static async Task<World> StartAsync(RunOptions options, Cast cast, CancellationToken cancellation)
    {
        var directory = Path.Combine(Path.GetTempPath(), $"athera-faults-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        var (history, points, troubles) = (new History(), new Points(), new Troubles(cast, options.Seed));
        var (tenants, urls) = (new Tenant[cast.Tenants], new List<Uri>());
        var courier = new Courier(urls, points);
        var webhooks = new Webhooks(cast, tenants);
        var statuses = new Statuses(history, troubles, courier, webhooks);
        var (sends, book) = (new SendDesk(history, cast, troubles, points, statuses), new TwilioBook(cast.Tenants));
        var providers = await ProviderServer.StartAsync(
            new GraphDesk(sends), new TwilioDesk(sends, book), new ModelDesk(history, cast, troubles, points), cancellation);
        var database = await Database.StartAsync();
        var silos = new Silos(options, directory, database, providers);
        Member[] members = [.. Enumerable.Range(0, options.Silos).Select(silos.Create)];
        urls.AddRange(members.Select(member => member.Url));
        var world = new World(
            directory, cast, history, tenants, database, members, providers, courier, webhooks, statuses, troubles, points, book, sends);
        try
        {
            await Task.WhenAll(members.Select(member => member.StartAsync(cancellation)));
            var created = await Settlers.CreateAsync(cast, world.Http, world.Urls, silos.PlatformKey, cancellation);
            created.CopyTo(tenants, 0);
            world.Apis = [.. created.Select(tenant => new TenantApi(world.Http, world.Urls, tenant.ApiKey))];
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in Members)
            await member.DisposeAsync();
        await Statuses.DisposeAsync();
        await _providers.DisposeAsync();
        await Database.DisposeAsync();
        Courier.Dispose();
        Http.Dispose();
        if (Environment.GetEnvironmentVariable("ATHERA_FAULTS_KEEP") is null && Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }
}
