using Athera.Channels;
using Athera.Channels.Files;
using Athera.Channels.Meta.WhatsApp;
using Athera.Channels.Twilio;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Tests.Channels;

/// <summary>The channel family as a host registers it.</summary>
internal static class ChannelHost
{
    public static readonly Uri PublicUrl = new("https://athera.example");

    public static ServiceProvider Start(params (string Key, string Value)[] settings) => Start(TimeProvider.System, settings);

    public static ServiceProvider Start(TimeProvider time, params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build());
        services.AddLogging();
        services.AddSingleton(time);
        services.AddSingleton<IPublicUrl, FixedPublicUrl>();
        services.AddSingleton<IOutboundFiles, OneFile>();
        services.AddChannels().AddWhatsApp().AddTwilio();
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public static IWebhookProtocol Protocol(string provider, params (string Key, string Value)[] settings) =>
        Start(settings).GetRequiredService<ChannelCatalog>().FindProtocol(provider)!;

    /// <summary>What every file to the contact holds.</summary>
    public static readonly byte[] FileBytes = [1, 2, 3];

    internal sealed class OneFile : IOutboundFiles
    {
        public Task<(Stream Content, long Bytes)?> OpenAsync(SendOrder order, int index, CancellationToken cancellation) =>
            Task.FromResult<(Stream, long)?>((new MemoryStream(FileBytes), FileBytes.Length));

        public Uri LinkTo(SendOrder order, int index) => new(PublicUrl, $"/media/token-{index}");
    }

    private sealed class FixedPublicUrl : IPublicUrl
    {
        public Uri Current => PublicUrl;
    }
}
