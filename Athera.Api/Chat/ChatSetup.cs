using Athera.Api.Inbox;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Api.Chat;

/// <summary>Puts the chat together.</summary>
internal static class ChatSetup
{
    /// <summary>Largest message taken in, in bytes: a text of 4,096 characters, each escaped, the form's values, and the envelope.</summary>
    private const int MaxMessageLength = 40 * 1024;

    /// <summary>What is on its way to a client and not yet taken, in bytes; a slower one waits, and is cut at its deadline.</summary>
    private const int MaxUnsent = 64 * 1024;

    public static void AddChat(this IServiceCollection services, AuthenticationBuilder authentication, AtheraApiOptions options)
    {
        authentication.AddScheme<AuthenticationSchemeOptions, VisitorAuthentication>(VisitorAuthentication.SchemeName, null);
        services.Configure<AuthorizationOptions>(VisitorAuthentication.AddPolicy);
        services.AddSingleton<ChatListeners>();
        services.AddSingleton<ChatScript>();
        services.AddSingleton(new ChatConnections(options.ChatConnections));
        services.AddSingleton(provider => new ChatRate(options.ChatSessionsPerMinute));
        services.AddSingleton(provider => new ChatUploadRate(options.ChatUploadsPerMinute));
        services.AddSignalR().AddHubOptions<ChatHub>(static hub =>
        {
            hub.MaximumReceiveMessageSize = MaxMessageLength;
            hub.AddFilter<HubFailures>();
        });
    }

    public static void MapChat(this IEndpointRouteBuilder routes)
    {
        routes.MapHub<ChatHub>(ChatHub.Path, static connection =>
        {
            connection.CloseOnAuthenticationExpiration = true;
            connection.TransportMaxBufferSize = MaxUnsent;
            connection.ApplicationMaxBufferSize = MaxMessageLength * 2;
            connection.Transports = HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling;
        }).RequireAuthorization(VisitorAuthentication.Policy);
        routes.MapGet(ChatScript.Path, routes.ServiceProvider.GetRequiredService<ChatScript>().Serve).AllowAnonymous();
    }
}
