using System.Security.Cryptography;
using Athera.Testing.Silos;

namespace Athera.FaultRuns.Worlds;

/// <summary>Makes the silos: Athera's own program in production, told where its database and providers are.</summary>
internal sealed class Silos(RunOptions options, string directory, Database database, Providers.ProviderServer providers)
{
    /// <summary>How long an unknown outcome waits for a provider's word.</summary>
    public static TimeSpan Evidence { get; } = TimeSpan.FromSeconds(5);

    private readonly string _root = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>What may create tenants.</summary>
    public string PlatformKey { get; } = RandomNumberGenerator.GetHexString(40, lowercase: true);

    /// <summary>Makes one; it does not run yet.</summary>
    public Member Create(int number)
    {
        var own = Directory.CreateDirectory(Path.Combine(directory, $"{number}")).FullName;
        var (listening, gate) = (UnusedPort.Find(), new Gate(database.Port));
        gate.Open();
        var others = new Gate(listening);
        var settings = new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["DOTNET_gcServer"] = "0",
            ["Athera:Storage"] = "Postgres",
            ["ConnectionStrings:Athera"] = database.ConnectionString(gate),
            ["Athera:Cluster"] = "Cluster",
            ["Athera:PublicUrl"] = Tenant.PublicUrl,
            ["Athera:Keys:Root"] = _root,
            ["Athera:Bootstrap:AdminKey"] = PlatformKey,
            ["Athera:DataDirectory"] = own,
            ["Athera:Spool:Directory"] = Path.Combine(own, "spool"),
            ["Athera:Meta:AppSecret"] = Tenant.AppSecret,
            ["Athera:Meta:GraphUrl"] = providers.GraphUrl(number),
            ["Athera:Twilio:ApiUrl"] = providers.TwilioUrl(number),
            ["Athera:Model:Kind"] = "openai",
            ["Athera:Model:Endpoint"] = providers.ModelUrl(number),
            ["Athera:Model:ApiKey"] = "any",
            ["Athera:Model:Timeout"] = "00:00:08",
            ["Athera:Patience:Turn"] = "00:00:15",
            ["Athera:Patience:Attempt"] = "00:00:15",
            ["Athera:Patience:Evidence"] = $"{Evidence:c}",
            ["Athera:Api:RequestsPerSecond"] = "100000",
            ["Orleans:Endpoints:SiloPort"] = $"{others.Port}",
            ["Orleans:Endpoints:SiloListeningEndpoint"] = $"127.0.0.1:{listening}",
            ["Orleans:Endpoints:GatewayPort"] = "0",
        };
        var process = options.Silo is { } program
            ? new SiloProcess(own, settings) { Command = ["dotnet", Path.GetFullPath(program)] }
            : new SiloProcess(own, settings);
        return new Member(process, gate, others);
    }
}
