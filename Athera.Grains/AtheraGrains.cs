using Athera.Access;
using Athera.Agents;
using Athera.Channels;
using Athera.Channels.Meta.Instagram;
using Athera.Channels.Meta.Messenger;
using Athera.Channels.Meta.WhatsApp;
using Athera.Channels.Twilio;
using Athera.Channels.WebChat;
using Athera.Contacts;
using Athera.Conversations;
using Athera.Gateway;
using Athera.Identities;
using Athera.Inbox;
using Athera.Journal;
using Athera.Keys;
using Athera.Knowledge;
using Athera.Media;
using Athera.Orders;
using Athera.Quarantine;
using Athera.Reconciling;
using Athera.Refusals;
using Athera.Sourcing;
using Athera.Spool;
using Athera.Tasks;
using Athera.Templates;
using Athera.Tools;
using Athera.Turns;
using Athera.Turns.Models;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Athera;

/// <summary>Puts what happens into a silo. The host brings the database, the root key, the roster and the public address.</summary>
public static class AtheraGrains
{
    /// <summary>Adds everything the grains need.</summary>
    public static IServiceCollection AddAtheraGrains(this IServiceCollection services)
    {
        services.AddMetrics();
        // What a silo could not do it says to the silo that asked, with its cause; else the caller would take a missing database for a
        // failure of its own.
        services.Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedNamespacePrefixes.UnionWith(["Athera", "Npgsql"]));
        services.AddJournalWriter();
        services.AddKeyVault();
        services.AddChannels()
            .AddWhatsApp()
            .AddInstagram()
            .AddMessenger()
            .AddTwilio()
            .AddWebChat();
        services.AddMedia();
        services.AddModels();
        services.AddOrders();
        services.AddTasks();
        services.AddKnowledge(); // The offline model looks up what the others have no answer to.
        services.AddTurns();
        services.AddTenantTools();
        services.AddOptions<BootstrapOptions>().BindConfiguration("Athera:Bootstrap");
        services.AddOptions<QuarantineOptions>();
        services.AddSingleton<SnapshotReader>();
        services.AddSingleton<DerivedIds>();
        services.AddSingleton<KnownContacts>();
        services.AddSingleton<ChannelAccountDirectory>();
        services.AddSingleton<IdentityDirectory>();
        services.AddSingleton<AgentVersions>();
        services.AddSingleton<AgentProfiles>();
        services.AddSingleton<ElementDelivery>();
        services.AddSingleton<UnreadDelivery>();
        services.AddSingleton<ElementGuard>();
        services.AddSingleton<StuckConversations>();
        services.AddSingleton<ReconcilerMetrics>();
        services.AddSingleton<Reconciler>();
        services.AddSingleton<TemplateDelivery>();
        services.AddSingleton<GatewayMetrics>();
        services.AddRefusals();
        services.AddSingleton<ChannelGateway>();
        services.AddWebhookSpool();
        services.AddSingleton<SendLicence>();
        services.AddSingleton<InquiryDesk>();
        services.AddSingleton<ConsentCheck>();
        services.AddSingleton<SignalDesk>();
        services.AddSingleton<TemplateDirectory>();
        services.AddSingleton<Dispatcher>();
        services.AddSingleton<IDispatcher>(s => s.GetRequiredService<Dispatcher>());
        services.AddHostedService(s => s.GetRequiredService<Dispatcher>());
        services.AddSingleton<DraftDesk>();
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<ICommitListener>(s => s.GetRequiredService<LiveFeed>());
        services.AddHostedService(s => s.GetRequiredService<LiveFeed>());
        services.AddSingleton<WakeCalls>();
        services.AddHostedService<WakeSweep>();
        return services;
    }
}
