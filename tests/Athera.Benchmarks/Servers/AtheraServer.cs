using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Athera.Benchmarks.Load;

namespace Athera.Benchmarks.Servers;

/// <summary>
/// Athera as it is deployed: the silo's own program in production, with a tenant and a WhatsApp account that were made through
/// its API. Nothing of it is tuned for the benchmark.
/// </summary>
internal sealed class AtheraServer : IAsyncDisposable
{
    /// <summary>More than it can send, so that the pace of the account is not what is measured.</summary>
    private const int Unpaced = 100_000;

    private readonly Dictionary<string, string> _environment;
    private readonly HttpClient _api;
    private ServerProcess _process;

    private AtheraServer(Dictionary<string, string> environment, ServerProcess process)
    {
        (_environment, _process) = (environment, process);
        _api = new HttpClient { BaseAddress = new Uri(process.Address, "/api/v1/") };
    }

    public int Port => _process.Port;

    public int ProcessId => _process.Id;

    /// <summary>Where it listens.</summary>
    public Uri Address => _process.Address;

    /// <summary>The key of the tenant that was made.</summary>
    public string ApiKey { get; private set; } = "";

    /// <summary>Starts Athera on a database.</summary>
    /// <param name="connectionString">The database; it is created.</param>
    /// <param name="graphUrl">Where it sends, if it is to send.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="clustered">Whether others may join it.</param>
    public static async Task<AtheraServer> StartAsync(
        string connectionString, string? graphUrl, CancellationToken cancellation, bool clustered = false)
    {
        var adminKey = RandomNumberGenerator.GetHexString(40);
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__Athera"] = connectionString,
            ["Athera__Storage"] = "Postgres",
            ["Athera__Cluster"] = clustered ? "Cluster" : "Single",
            ["Athera__PublicUrl"] = "https://athera.example",
            ["Athera__Keys__Root"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Athera__Bootstrap__AdminKey"] = adminKey,
            ["Athera__Meta__AppSecret"] = Webhooks.AppSecret,
            ["Athera__Meta__GraphUrl"] = graphUrl ?? "http://127.0.0.1:9",
        };
        if (clustered)
            environment["Orleans__Endpoints__SiloPort"] = environment["Orleans__Endpoints__GatewayPort"] = "0";
        var server = new AtheraServer(environment, await StartAsync(environment, cancellation));
        await server.ConnectAsync(adminKey, cancellation);
        return server;
    }

    /// <summary>Starts another silo beside this one.</summary>
    public async Task<AtheraServer> JoinAsync(CancellationToken cancellation) =>
        new(_environment, await StartAsync(_environment, cancellation)) { ApiKey = ApiKey };

    /// <summary>Ends the process and starts another on the same database: everything is cold.</summary>
    public async Task RestartAsync(CancellationToken cancellation)
    {
        await _process.DisposeAsync();
        _process = await StartAsync(_environment, cancellation);
        _api.Dispose();
    }

    private static Task<ServerProcess> StartAsync(IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        var port = ServerProcess.FreePort();
        var own = new Dictionary<string, string>(environment) { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}" };
        return ServerProcess.StartAsync("Athera.Silo", port, [], own, cancellation);
    }

    /// <summary>Has the agent answer each message at once, or not at all.</summary>
    public async Task SetAgentAsync(bool enabled, CancellationToken cancellation)
    {
        var agents = await _api.GetFromJsonAsync<JsonNode>("agents", cancellation);
        var id = agents!["items"]![0]!["id"]!.GetValue<string>();
        await AskAsync(HttpMethod.Patch, $"agents/{id}", new JsonObject
        {
            ["enabled"] = enabled,
            ["settleMs"] = 0,
            // Customers who write at once when they are answered are machines to the loop breaker, and write more than anybody in an hour.
            ["budgets"] = new JsonObject { ["turnsPerHour"] = 100_000 },
            ["handOver"] = new JsonObject { ["machineAnswers"] = 0 },
        }, cancellation);
        await AskAsync(HttpMethod.Post, $"agents/{id}/publish", null, cancellation);
    }

    public ValueTask DisposeAsync()
    {
        _api.Dispose();
        return _process.DisposeAsync();
    }

    private async Task ConnectAsync(string adminKey, CancellationToken cancellation)
    {
        Authorize(adminKey);
        var tenant = await AskAsync(
            HttpMethod.Post, "tenants", new JsonObject { ["name"] = "Benchmark", ["adminEmail"] = "owner@benchmark.example" }, cancellation);
        ApiKey = tenant["apiKey"]!.GetValue<string>();
        Authorize(ApiKey);
        var channel = await AskAsync(HttpMethod.Post, "channels", new JsonObject
        {
            ["kind"] = "whatsapp",
            ["name"] = "Benchmark",
            ["phoneNumberId"] = Webhooks.PhoneNumberId,
            ["businessAccountId"] = Webhooks.BusinessAccountId,
            ["accessToken"] = "benchmark-access-token",
            ["appSecret"] = Webhooks.AppSecret,
            ["verifyToken"] = "benchmark-verify-token",
        }, cancellation);
        await AskAsync(
            HttpMethod.Patch, $"channels/{channel["id"]!.GetValue<string>()}", new JsonObject { ["messagesPerSecond"] = Unpaced }, cancellation);
    }

    private void Authorize(string key) => _api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

    private async Task<JsonNode> AskAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (method == HttpMethod.Post)
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await _api.SendAsync(request, cancellation);
        if (!answer.IsSuccessStatusCode)
            throw new BenchmarkException($"{method} {path} was answered with {(int)answer.StatusCode}.");
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(cancellation))!;
    }
}
