using Athera.Api.Contract;
using MessagePack;
using MessagePack.Resolvers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Api.Inbox;

/// <summary>Puts the inbox hub together.</summary>
internal static class InboxHubSetup
{
    /// <summary>Largest message taken in, in bytes: a text of 16,384 characters, each escaped, and its envelope.</summary>
    private const int MaxMessageLength = 128 * 1024;

    public static void AddInboxHub(this IServiceCollection services, AuthenticationBuilder authentication)
    {
        authentication.AddScheme<AuthenticationSchemeOptions, TicketAuthentication>(TicketAuthentication.SchemeName, null);
        services.Configure<AuthorizationOptions>(TicketAuthentication.AddPolicy);
        services.AddSingleton<HubTickets>();
        services.AddSingleton<TenantFeeds>();
        services.AddSingleton<IFeedSignals, StreamSignals>();
        services.AddSingleton<DraftFeeds>();
        services.AddSingleton<IDraftSignals, StreamDrafts>();
        services.AddSignalR()
            .AddHubOptions<InboxHub>(static options =>
            {
                options.MaximumReceiveMessageSize = MaxMessageLength;
                options.AddFilter<HubFailures>();
            })
            .AddJsonProtocol(static options => ContractJson.Apply(options.PayloadSerializerOptions))
            .AddMessagePackProtocol(static options => options.SerializerOptions = MessagePackSerializerOptions.Standard
                .WithResolver(CompositeResolver.Create(ContractResolver.Instance, ContractlessStandardResolver.Instance))
                .WithSecurity(MessagePackSecurity.UntrustedData));
    }

    public static void MapInboxHub(this IEndpointRouteBuilder routes) =>
        routes.MapHub<InboxHub>(InboxHub.Path).RequireAuthorization(TicketAuthentication.Policy);
}
