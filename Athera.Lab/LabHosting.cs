using Athera.Lab.Meta;
using Athera.Lab.Models;
using Athera.Lab.Page;
using Athera.Lab.Phones;
using Athera.Lab.Troubles;
using Athera.Lab.Twilio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Lab;

/// <summary>Puts the lab into a web application. For development and tests only: whoever reaches it may write as any customer.</summary>
public static class LabHosting
{
    /// <summary>Where the lab is found below the application's root.</summary>
    public const string Path = "/lab";

    /// <summary>The fake Graph API, without a version.</summary>
    public const string GraphPath = $"{Path}/graph";

    /// <summary>The fake Twilio API.</summary>
    public const string TwilioPath = $"{Path}/twilio";

    /// <summary>The fake model: an Azure endpoint as it is, an OpenAI one with <c>/v1</c> behind it.</summary>
    public const string ModelPath = $"{Path}/model";

    /// <summary>Adds the fakes, which live as long as the application.</summary>
    public static IServiceCollection AddLab(this IServiceCollection services, LabOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return services.AddSingleton(provider =>
            new FakeProviders(options, provider.GetService<TimeProvider>() ?? TimeProvider.System));
    }

    /// <summary>Maps the page, its data and the providers' addresses, open to everyone and left out of the API description.</summary>
    public static IEndpointRouteBuilder MapLab(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var fakes = routes.ServiceProvider.GetRequiredService<FakeProviders>();
        var lab = routes.MapGroup(Path).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        new LabPage().Map(lab);
        new ShopPage(fakes.ChatScript).Map(lab);
        new GraphRoutes(fakes.Graph, fakes.Direct, fakes.Wire, fakes.Time).Map(lab.MapGroup("graph"));
        new GraphFileRoutes(fakes.Graph, fakes.Time).Map(lab.MapGroup("graph"));
        new TwilioFileRoutes(fakes.Twilio, fakes.Time).Map(lab.MapGroup("twilio"));
        new TwilioRoutes(fakes.Twilio, fakes.Wire, fakes.Time).Map(lab.MapGroup("twilio"));
        new GraphTemplateRoutes(fakes.Graph).Map(lab.MapGroup("graph"));
        new TwilioContentRoutes(fakes.Twilio).Map(lab.MapGroup("twilio"));
        new ModelRoutes(fakes.Model, fakes.Wire, fakes.Time).Map(lab.MapGroup("model"));
        var api = lab.MapGroup("api");
        new PhoneRoutes(fakes.Phones, fakes.Customers).Map(api);
        new PhoneEvents(fakes.Phones).Map(api);
        new TroubleRoutes(new TroubleCatalog(fakes.Graph, fakes.Twilio, fakes.Model)).Map(api);
        return routes;
    }
}
