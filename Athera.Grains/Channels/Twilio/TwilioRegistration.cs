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
                options => options.SendTimeout > TimeSpan.Zero && options.SendTimeout <= TimeSpan.FromMinutes(1),
                $"{TwilioOptions.Section}:SendTimeout is not within a minute.")
            .ValidateOnStart();
        services.AddProviderClient(TwilioWebhooks.ProviderName);
        services.AddMediaClient(
            TwilioWebhooks.ProviderName,
            static found => () => found.GetRequiredService<IOptionsMonitor<TwilioOptions>>().CurrentValue.ApiUrl);
        services.AddSingleton<TwilioApi>();
        services.AddSingleton<TwilioFileSource>();
        services.AddSingleton<TwilioAnswers>();
        services.AddSingleton<IWebhookProtocol, TwilioWebhooks>();
        services.AddSingleton<IChannel, TwilioChannel>();
        return family;
    }
}
