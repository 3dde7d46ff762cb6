using Athera.Channels;
using Athera.Channels.Twilio;
using Athera.Messages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Athera.Tests.Channels;

public sealed class ChannelCatalogTests
{
    [Fact]
    public void It_holds_what_was_registered_and_nothing_else()
    {
        using var host = ChannelHost.Start();
        var catalog = host.GetRequiredService<ChannelCatalog>();
        Assert.Equal(["twilio", "whatsapp"], catalog.Channels.Select(channel => channel.Kind));
        Assert.All(catalog.Channels, channel =>
        {
            Assert.Same(channel, catalog.FindChannel(channel.Kind));
            Assert.Equal(channel.Provider, catalog.FindProtocol(channel.Provider)?.Provider);
        });
        Assert.Null(catalog.FindChannel("fax"));
        Assert.Null(catalog.FindProtocol("WhatsApp"));
    }

    [Fact]
    public void The_settings_a_protocol_names_are_fields_of_its_channels()
    {
        using var host = ChannelHost.Start();
        var catalog = host.GetRequiredService<ChannelCatalog>();
        foreach (var channel in catalog.Channels)
        {
            var protocol = catalog.FindProtocol(channel.Provider)!;
            var secret = Assert.Single(channel.Fields, field => field.Name == protocol.SecretField);
            Assert.True(secret.Secret);
            if (protocol.VerifyTokenField is { } verifyToken)
                Assert.True(Assert.Single(channel.Fields, field => field.Name == verifyToken).Secret);
            if (protocol.WebhookUrlField is { } webhookUrl)
                Assert.False(Assert.Single(channel.Fields, field => field.Name == webhookUrl).Secret);
        }
    }

    [Fact]
    public void Two_channels_of_one_name_are_a_mistake_found_at_start()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<IPublicUrl, NoUrl>();
        services.AddSingleton<Athera.Channels.Files.IOutboundFiles, ChannelHost.OneFile>();
        services.AddChannels().AddTwilio().AddTwilio();
        using var host = services.BuildServiceProvider();
        Assert.Throws<ArgumentException>(host.GetRequiredService<ChannelCatalog>);
    }

    [Theory]
    [InlineData("Athera:Twilio:ApiUrl", "api.twilio.com")]
    [InlineData("Athera:Twilio:SendTimeout", "00:05:00")]
    public void An_address_or_limit_that_cannot_work_is_refused_at_start(string key, string value)
    {
        using var host = ChannelHost.Start((key, value));
        Assert.Throws<OptionsValidationException>(() => host.GetRequiredService<IOptions<TwilioOptions>>().Value);
    }

    [Theory]
    [InlineData(Faults.CredentialsInvalid, true)]
    [InlineData(Faults.AccountRestricted, true)]
    [InlineData(Faults.RateLimited, false)]
    [InlineData(Faults.Misconfigured, false)]
    public void Only_what_concerns_the_whole_account_holds_its_queue(string fault, bool holds) =>
        Assert.Equal(holds, Faults.HoldsQueue(fault));

    private sealed class NoUrl : IPublicUrl
    {
        public Uri Current => new("https://athera.example");
    }
}
