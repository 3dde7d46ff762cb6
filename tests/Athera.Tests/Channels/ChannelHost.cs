using Athera.Channels;
using Athera.Channels.Files;
using Athera.Channels.Meta.Instagram;
using Athera.Channels.Meta.Messenger;
using Athera.Channels.Meta.WhatsApp;
using Athera.Channels.Twilio;
using Athera.Channels.WebChat;
using Athera.Messages;
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
        services.AddSingleton<IUploadedFiles, NoUploads>();
        services.AddChannels().AddWhatsApp().AddInstagram().AddMessenger().AddTwilio().AddWebChat();
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public static IWebhookProtocol Protocol(string provider, params (string Key, string Value)[] settings) =>
        Start(settings).GetRequiredService<ChannelCatalog>().FindProtocol(provider)!;

    public static IChannel GetChannel(this IServiceProvider host, string kind) =>
        host.GetRequiredService<ChannelCatalog>().FindChannel(kind)!;

    /// <summary>What every file to the contact holds.</summary>
    public static readonly byte[] FileBytes = [1, 2, 3];

    internal sealed class OneFile : IOutboundFiles
    {
        public Task<(Stream Content, long Bytes)?> OpenAsync(SendOrder order, int index, CancellationToken cancellation) =>
            Task.FromResult<(Stream, long)?>((new MemoryStream(FileBytes), FileBytes.Length));

        public Uri LinkTo(SendOrder order, int index) => new(PublicUrl, $"/media/token-{index}");
    }

    private sealed class NoUploads : IUploadedFiles
    {
        public TimeSpan Lifetime => TimeSpan.FromDays(1);

        public Task<MediaPart?> FindAsync(TenantKey upload, CancellationToken cancellation) => Task.FromResult<MediaPart?>(null);

        public Task<MediaAnswer> OpenAsync(MediaPart part, CancellationToken cancellation) =>
            Task.FromResult(MediaAnswer.Refused(MediaFaults.Expired));

        public Task ReleaseAsync(MediaPart part, CancellationToken cancellation) => Task.CompletedTask;
    }

    private sealed class FixedPublicUrl : IPublicUrl
    {
        public Uri Current => PublicUrl;
    }
}
