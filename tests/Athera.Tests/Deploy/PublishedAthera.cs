using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Athera.Lab;
using Athera.Lab.Meta;
using Athera.Silo.Health;
using Athera.Silo.Settings;
using Athera.Testing.Silos;

namespace Athera.Tests.Deploy;

/// <summary>A published Athera in production, with the providers it talks to, and a platform that has just been set up.</summary>
internal sealed class PublishedAthera : IAsyncDisposable
{
    private static readonly string _adminKey = RandomNumberGenerator.GetHexString(64, lowercase: true);

    private readonly string _directory;
    private readonly string _application;
    private readonly SiloStorage _storage;
    private readonly LabServer _lab;

    private PublishedAthera(string directory, string application, SiloStorage storage, LabServer lab)
    {
        (_directory, _application, _storage, _lab) = (directory, application, storage, lab);
        Silo = new SiloProcess(directory, Settings())
        {
            Command = [.. ImageUser.Prefix, .. Dockerfile.Read().Stages[^1].Only("ENTRYPOINT").Command.Select(InApplication)],
            WorkingDirectory = WorkingDirectory,
        };
    }

    public SiloProcess Silo { get; }

    private string WorkingDirectory => Path.Combine(_directory, "empty");

    private string SecretsDirectory => Path.Combine(_directory, "secrets");

    private string DataDirectory => Path.Combine(_directory, "data");

    public static async Task<PublishedAthera> CreateAsync(
        string application, Func<string, Task<SiloStorage>> engine, CancellationToken cancellation)
    {
        var directory = Path.Combine(Path.GetTempPath(), $"athera-published-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        var storage = await engine(Path.Combine(directory, "data"));
        var athera = new PublishedAthera(directory, application, storage, await LabServer.StartAsync(cancellation: cancellation));
        foreach (var path in new[] { athera.WorkingDirectory, athera.SecretsDirectory, athera.DataDirectory })
            Directory.CreateDirectory(path);
        await athera.WriteSecretsAsync(cancellation);
        await ImageUser.OwnAsync(athera.DataDirectory, cancellation);
        return athera;
    }

    /// <summary>The exit code of the image's health check.</summary>
    public Task<int> HealthAsync() => Silo.RunBesideAsync(
        [HealthSwitch.Argument], Durations.Parse(Dockerfile.Read().Stages[^1].Only("HEALTHCHECK").Option("timeout")!));

    /// <summary>What the lab's page answers, which only development has.</summary>
    public async Task<HttpStatusCode> LabPageAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(Silo.Url, "/lab"), cancellation);
        return answer.StatusCode;
    }

    /// <summary>Creates a tenant as the platform's operator; gives its client.</summary>
    public async Task<DemoApi> CreateTenantAsync(CancellationToken cancellation)
    {
        using var platform = new DemoApi(Silo.Url, _adminKey);
        using var body = JsonContent.Create(new { name = "Bakery", adminEmail = "owner@bakery.example" });
        using var answer = await platform.SendAsync(HttpMethod.Post, "tenants", body, cancellation);
        answer.EnsureSuccessStatusCode();
        return new DemoApi(Silo.Url, (await answer.Content.ReadFromJsonAsync<NewTenant>(cancellation))!.ApiKey);
    }

    /// <summary>Connects a WhatsApp number of the tenant; gives it as Meta knows it.</summary>
    public async Task<WhatsAppAccount> ConnectWhatsAppAsync(DemoApi api, CancellationToken cancellation)
    {
        var account = new WhatsAppAccount
        {
            PhoneNumberId = "400000000000777",
            DisplayPhoneNumber = "12025550177",
            BusinessAccountId = "300000000000777",
            AppSecret = RandomNumberGenerator.GetHexString(32, lowercase: true),
            AccessToken = RandomNumberGenerator.GetHexString(32, lowercase: true),
            WebhookUrl = Silo.Url,
        };
        var channel = await api.ConnectAsync(
            new Dictionary<string, string>
            {
                ["kind"] = "whatsapp",
                ["name"] = "Orders",
                ["phoneNumberId"] = account.PhoneNumberId,
                ["businessAccountId"] = account.BusinessAccountId,
                ["accessToken"] = account.AccessToken,
                ["appSecret"] = account.AppSecret,
                ["verifyToken"] = "any",
            },
            cancellation);
        account = account with { WebhookUrl = new Uri(Silo.Url, $"/webhooks/meta/{channel.Id}") };
        _lab.Graph.Connect(account);
        return account;
    }

    /// <summary>What it left where it should have written nothing.</summary>
    public IReadOnlyList<string> WrittenElsewhere() => [.. Directory.EnumerateFileSystemEntries(WorkingDirectory)];

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await _lab.DisposeAsync();
        await _storage.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private string InApplication(string word) => File.Exists(Path.Combine(_application, word)) ? Path.Combine(_application, word) : word;

    private Dictionary<string, string> Settings() => new(_storage.Settings.Where(pair => !IsSecret(pair.Key)))
    {
        ["DOTNET_ENVIRONMENT"] = "Production",
        // Nobody's home, as in the image.
        ["HOME"] = "/nonexistent",
        ["Athera:DataDirectory"] = DataDirectory,
        ["Athera:PublicUrl"] = "https://athera.example",
        [SecretFiles.Setting] = SecretsDirectory,
        ["Athera:Meta:GraphUrl"] = _lab.GraphUrl.ToString(),
    };

    private async Task WriteSecretsAsync(CancellationToken cancellation)
    {
        var secrets = new Dictionary<string, string>(_storage.Settings.Where(pair => IsSecret(pair.Key)))
        {
            [ProductionSecrets.RootKey] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            [ProductionSecrets.AdminKey] = _adminKey,
        };
        // With a line break at the end, as what writes such files leaves one.
        foreach (var (name, value) in secrets)
            await File.WriteAllTextAsync(
                Path.Combine(SecretsDirectory, name.Replace(":", "__", StringComparison.Ordinal)), $"{value}\n", cancellation);
    }

    private static bool IsSecret(string setting) => setting.StartsWith("ConnectionStrings:", StringComparison.Ordinal);

    private sealed record NewTenant(string Id, string ApiKey);
}
