using System.Security.Cryptography;
using Athera.Lab;
using Athera.Lab.Meta;
using Athera.Lab.Twilio;
using Athera.Lab.Wire;

namespace Athera.Testing.Silos;

/// <summary>
/// A whole Athera as its surroundings know it: a real process, the providers it talks to, and a client of its API. It begins on an
/// empty directory, which is gone when it is disposed.
/// </summary>
public sealed class RunningAthera : IServesCustomers, IAsyncDisposable
{
    private readonly string _directory;

    private RunningAthera(string directory, SiloStorage storage, LabServer lab, SiloProcess silo)
    {
        (_directory, Storage, Lab, Silo) = (directory, storage, lab, silo);
        Api = new DemoApi(silo.Url);
        WhatsApp = Accounts.WhatsApp(silo.Url);
        Lab.Graph.Connect(WhatsApp);
        // An outage of seconds is over before the providers' usual pauses are.
        Lab.Graph.Retries = Persistent;
    }

    /// <summary>How Meta repeats a webhook, with pauses that suit a test: short beside a restart, and long beside a request.</summary>
    public static RetrySchedule Persistent { get; } = RetrySchedule.UntilOk with { LongestPause = TimeSpan.FromMilliseconds(400) };

    /// <summary>What it stores in.</summary>
    public SiloStorage Storage { get; }

    /// <summary>Meta, Twilio and the model.</summary>
    public LabServer Lab { get; }

    /// <summary>The process.</summary>
    public SiloProcess Silo { get; }

    /// <summary>A client of its API.</summary>
    public DemoApi Api { get; }

    /// <summary>The demo tenant's WhatsApp number as Meta knows it.</summary>
    public WhatsAppAccount WhatsApp { get; }

    /// <inheritdoc/>
    RetrySchedule IServesCustomers.Retries => Persistent;

    /// <summary>Where it keeps what it does not give to a database server.</summary>
    public string DataDirectory => DataOf(_directory);

    /// <summary>Starts the providers, then Athera, and waits until it is ready.</summary>
    /// <param name="open">Opens what it stores in, given its data directory.</param>
    /// <param name="cancellation">Gives up the start.</param>
    /// <param name="settings">Further settings by name, given the providers.</param>
    public static async Task<RunningAthera> StartAsync(
        Func<string, Task<SiloStorage>> open, CancellationToken cancellation,
        Func<LabServer, IReadOnlyDictionary<string, string>>? settings = null)
    {
        var directory = Path.Combine(Path.GetTempPath(), $"athera-silo-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        Directory.CreateDirectory(directory);
        var storage = await open(DataOf(directory));
        var lab = await LabServer.StartAsync(cancellation: cancellation);
        var all = new Dictionary<string, string>(storage.Settings)
        {
            ["Athera:DataDirectory"] = DataOf(directory),
            ["Athera:Demo:AdminKey"] = DemoApi.Key,
            ["Athera:Meta:GraphUrl"] = lab.GraphUrl.ToString(),
            ["Athera:Twilio:ApiUrl"] = lab.TwilioUrl.ToString(),
            ["Athera:Api:RequestsPerSecond"] = "100000",
        };
        foreach (var (name, value) in settings?.Invoke(lab) ?? new Dictionary<string, string>())
            all[name] = value;
        var athera = new RunningAthera(directory, storage, lab, new SiloProcess(directory, all));
        try
        {
            await athera.Silo.StartAsync(cancellation);
            return athera;
        }
        catch
        {
            await athera.DisposeAsync();
            throw;
        }
    }

    /// <summary>The demo tenant's SMS number as Twilio knows it, with its webhook at its own route.</summary>
    public async Task<TwilioAccount> ConnectSmsAsync(CancellationToken cancellation)
    {
        var channels = await Api.ListAsync<ChannelSeen>("channels", cancellation);
        var sms = channels.Single(channel => channel.Settings.ContainsKey("messagingServiceSid"));
        var account = Accounts.Sms(Silo.Url, sms.Id);
        Lab.Twilio.Connect(account);
        return account;
    }

    /// <summary>A text a customer writes now.</summary>
    public static WhatsAppText Text(string customer, string text, string name = "Dana Field") =>
        new() { From = customer, Name = name, Text = text, At = TimeProvider.System.GetUtcNow() };

    /// <summary>The one conversation of a customer, once there is one.</summary>
    public async Task<ConversationSeen> ConversationAsync(string customer, CancellationToken cancellation) => (await Eventually.SeesAsync(
        () => Api.ConversationsOfAsync($"+{customer}", cancellation), found => found.Count == 1, cancellation))[0];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await Lab.DisposeAsync();
        await Storage.DisposeAsync();
        Api.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static string DataOf(string directory) => Path.Combine(directory, "data");
}
