using Athera.Api.Access;
using Athera.Api.Agents;
using Athera.Api.Channels;
using Athera.Api.Chat;
using Athera.Api.Contacts;
using Athera.Api.Contract;
using Athera.Api.Conversations;
using Athera.Api.Description;
using Athera.Api.Health;
using Athera.Api.Improvement;
using Athera.Api.Inbox;
using Athera.Api.Knowledge;
using Athera.Api.Media;
using Athera.Api.Orders;
using Athera.Api.Quarantine;
using Athera.Api.Tasks;
using Athera.Api.Templates;
using Athera.Api.Tenants;
using Athera.Api.Tools;
using Athera.Api.Webhooks;
using Athera.Channels;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Athera.Api;

/// <summary>The HTTP and SignalR side of Athera. It holds no state and decides nothing: everything is asked of grains.</summary>
public static class AtheraApi
{
    /// <summary>Where the REST resources begin.</summary>
    public const string Root = "/api/v1";

    /// <summary>Largest REST body, in bytes.</summary>
    public const int MaxBodyLength = 256 * 1024;

    /// <summary>Adds what the API needs. The host adds Orleans, as a silo or as a client, and its own health checks.</summary>
    /// <exception cref="InvalidOperationException">A setting of <c>Athera:Api</c> is out of range; the text names it.</exception>
    public static IServiceCollection AddAtheraApi(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(AtheraApiOptions.Section).Get<AtheraApiOptions>() ?? new AtheraApiOptions();
        if (options.RequestsPerSecond < 1)
            throw new InvalidOperationException($"{AtheraApiOptions.Section}:{nameof(options.RequestsPerSecond)} has to be at least 1.");
        if (options.ChatSessionsPerMinute < 1)
            throw new InvalidOperationException($"{AtheraApiOptions.Section}:{nameof(options.ChatSessionsPerMinute)} has to be at least 1.");
        if (options.ChatUploadsPerMinute < 1)
            throw new InvalidOperationException($"{AtheraApiOptions.Section}:{nameof(options.ChatUploadsPerMinute)} has to be at least 1.");
        if (options.ChatConnections < 1)
            throw new InvalidOperationException($"{AtheraApiOptions.Section}:{nameof(options.ChatConnections)} has to be at least 1.");

        services.TryAddSingleton(TimeProvider.System);
        services.ConfigureHttpJsonOptions(static json => ContractJson.Apply(json.SerializerOptions));
        services.AddRouting(static routing => routing.SetParameterPolicy<OpaqueIdConstraint>(OpaqueIdConstraint.Name));
        services.AddSingleton<KnownCallers>();
        services.AddSingleton<WebhookReception>();
        services.TryAddSingleton<IChannelGateway, RemoteChannelGateway>(); // A silo brings its own.
        // The core only: with no cookie there is nothing to protect, and no key file appears in somebody's home directory.
        services.AddAuthenticationCore();
        services.AddWebEncoders();
        var authentication = new AuthenticationBuilder(services)
            .AddScheme<AuthenticationSchemeOptions, BearerAuthentication>(BearerAuthentication.SchemeName, null);
        services.AddAuthorization(AccessPolicies.Add);
        services.AddInboxHub(authentication);
        services.AddChat(authentication, options);
        services.AddRateLimiter(limiter => RequestRate.Add(limiter, options.RequestsPerSecond));
        // The server's own record of a request holds its whole URL, and with ?address= somebody's number.
        services.AddLogging(static logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        services.AddHealthChecks();
        services.AddApiDescription();
        return services;
    }

    /// <summary>Maps every route of the API and what stands in front of them. Call it before mapping pages of the host.</summary>
    public static WebApplication MapAtheraApi(this WebApplication app)
    {
        app.UseFailures();
        app.UseSecurityHeaders();
        app.UseWhen(
            static context => context.Request.Path.StartsWithSegments("/api"),
            static api => api.UseStatusCodePages(static bare =>
                Problem.OfStatus(bare.HttpContext.Response.StatusCode).ExecuteAsync(bare.HttpContext)));
        app.UseChatOrigins();
        // Said out loud, or the host would put it in front of what turns its failures into answers.
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();

        app.MapWebhooks();
        var api = app.MapGroup(Root)
            .AddEndpointFilter(ReadInputs.Check)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyLength))
            .RequireRateLimiting(RequestRate.Policy);
        api.MapTenants();
        api.MapChannels();
        api.MapConversations();
        api.MapMessagesByExternalId();
        api.MapMedia();
        api.MapContacts();
        api.MapOrders();
        api.MapTasks();
        api.MapTemplates();
        api.MapAgents();
        api.MapKnowledge();
        api.MapTools();
        api.MapImprovement();
        api.MapQuarantine();
        api.MapHubTickets();
        api.MapChatSessions();
        api.MapChatUploads();
        app.MapInboxHub();
        app.MapChat();
        app.MapMediaLinks();
        app.MapHealth();
        app.MapApiDescription();
        return app;
    }
}
