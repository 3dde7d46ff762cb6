using Athera.Channels.Calls;
using Athera.Channels.Files;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Athera.Channels.Twilio;

/// <summary>Registers the channel.</summary>
public static class TwilioRegistration
{
    /// <summary>Adds SMS and WhatsApp through Twilio. The host provides <see cref="IPublicUrl"/>.</summary>
    public static ChannelFamily AddTwilio(this ChannelFamily family)
    {
        var services = family.Services;
        services.AddOptions<TwilioOptions>()
            .BindConfiguration(TwilioOptions.Section)
            .Validate(
                options => options.ApiUrl is { IsAbsoluteUri: true, Scheme: "https" or "http" },
                $"{TwilioOptions.Section}:ApiUrl is not an absolute web address.")
            .Validate(
                options => options.ContentUrl is null or { IsAbsoluteUri: true, Scheme: "https" or "http" }
                    && options.MessagingUrl is null or { IsAbsoluteUri: true, Scheme: "https" or "http" },
                $"{TwilioOptions.Section}:ContentUrl or MessagingUrl is not an absolute web address.")
            .Validate(
                options => options.SendTimeout > TimeSpan.Zero && options.SendTimeout <= TimeSpan.FromMinutes(1),
                $"{TwilioOptions.Section}:SendTimeout is not within a minute.")
            .Validate(
                options => options.Reconcile == TimeSpan.Zero
                    || (options.Reconcile >= TimeSpan.FromSeconds(1) && options.Reconcile <= TimeSpan.FromHours(1)),
                $"{TwilioOptions.Section}:Reconcile is neither zero nor between a second and an hour.")
            .ValidateOnStart();
        services.AddProviderClient(TwilioWebhooks.ProviderName);
        services.AddMediaClient(
            TwilioWebhooks.ProviderName,
            static found => () => found.GetRequiredService<IOptionsMonitor<TwilioOptions>>().CurrentValue.ApiUrl);
        services.AddSingleton<TwilioApi>();
        services.AddSingleton<TwilioContents>();
        services.AddSingleton<TwilioSignals>();
        services.AddSingleton<TwilioFileSource>();
        services.AddSingleton<TwilioAnswers>();
        services.AddSingleton<TwilioLists>();
        services.AddSingleton<IWebhookProtocol, TwilioWebhooks>();
        services.AddSingleton<IChannel, TwilioChannel>();
        return family;
    }
}
