using System.Security.Cryptography;
using System.Text;
using Athera.Channels;
using Athera.Channels.Files;
using Athera.Channels.Meta.Instagram;
using Athera.Channels.Meta.Messenger;
using Athera.Channels.Meta.WhatsApp;
using Athera.Channels.Twilio;
using Athera.Fuzz.Mutations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Fuzz;

/// <summary>Tries one input after another on the providers' protocols, as a silo registers them.</summary>
internal sealed class Trial : IDisposable
{
    private static readonly Uri PublicUrl = new("https://hooks.athera.example");

    private readonly Corpus _corpus;
    private readonly InputMaker _inputs;
    private readonly ServiceProvider _host;
    private readonly ChannelCatalog _catalog;
    private readonly Dictionary<string, ProofContext> _proofs;

    public Trial(Corpus corpus)
    {
        _corpus = corpus;
        _inputs = new InputMaker(corpus);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddLogging();
        services.AddSingleton<IPublicUrl, Address>();
        services.AddSingleton<IOutboundFiles, NoFiles>();
        services.AddChannels().AddWhatsApp().AddInstagram().AddMessenger().AddTwilio();
        _host = services.BuildServiceProvider();
        _catalog = _host.GetRequiredService<ChannelCatalog>();
        _proofs = new Dictionary<string, ProofContext>
        {
            ["meta"] = new([corpus.MetaSecret], PublicUrl),
            ["twilio"] = new([corpus.TwilioToken], PublicUrl, new Uri("https://user:pass@[::1]:8443/x?y#rc=4")),
        };
    }

    /// <summary>Elements read so far.</summary>
    public long Elements { get; private set; }

    /// <summary>Inputs with a good signature so far.</summary>
    public long Proven { get; private set; }

    /// <summary>What was wrong, or <see langword="null"/>.</summary>
    public string? Try(long seed, long number)
    {
        var step = "making the input";
        try
        {
            var input = _inputs.Make(seed, number);
            var protocol = _catalog.FindProtocol(input.Request.Provider)!;
            step = "proving";
            var proven = protocol.Proves(input.Request, _proofs[input.Request.Provider]);
            if (proven)
                Proven++;
            if (input.Request.Provider == "meta" && proven != IsSigned(input.Request))
                return $"case {number}: the signature was judged wrongly";
            step = "shaking hands";
            protocol.Handshake(input.Query, ["athera-dev-verify-token"]);
            step = "reading";
            foreach (var element in protocol.Read(input.Request).Elements)
            {
                Elements++;
                if (Soundness.Complaint(element) is { } complaint)
                    return $"case {number}: {complaint}";
            }
            return null;
        }
        catch (Exception exception) // Whatever it is, it is what is looked for.
        {
            return $"case {number}, {step}: {exception.GetType()} at {exception.StackTrace?.Split('\n')[0].Trim()}";
        }
    }

    public void Dispose() => _host.Dispose();

    // Said again in the plainest way there is.
    private bool IsSigned(WebhookRequest request) =>
        request.Headers.TryGetValue("x-hub-signature-256", out var header)
        && header.StartsWith("sha256=", StringComparison.Ordinal)
        && string.Equals(
            header["sha256=".Length..],
            Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_corpus.MetaSecret), request.Body.Span)),
            StringComparison.OrdinalIgnoreCase);

    // Nothing is sent here.
    private sealed class NoFiles : IOutboundFiles
    {
        public Task<(Stream Content, long Bytes)?> OpenAsync(SendOrder order, int index, CancellationToken cancellation) =>
            Task.FromResult<(Stream, long)?>(null);

        public Uri LinkTo(SendOrder order, int index) => PublicUrl;
    }

    private sealed class Address : IPublicUrl
    {
        public Uri Current => PublicUrl;
    }
}
