using Athera.Api.Contract;
using Athera.Media;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Athera.Api.Media;

/// <summary>Files by link: whoever has one has the file, until it expires. No key is asked for, since a picture in a page sends none.</summary>
internal static class MediaLinkEndpoints
{
    /// <summary>Where links lead.</summary>
    public const string Root = "/media";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapMediaLinks(this IEndpointRouteBuilder routes) =>
        routes.MapMethods($"{Root}/{{token}}", Methods, Open).AllowAnonymous();

    private static async Task<IResult> Open(string token, IGrainFactory grains)
    {
        var link = await grains.GetGrain<IMediaLinksGrain>(0).Open(token);
        if (!link.Granted)
            return Problem.Of(link.Refusal);
        var media = grains.Of<IMediaGrain>(link.Value.Tenant);
        var file = await media.Find(link.Value.Reference);
        return file.Granted ? new MediaAnswer(media, file.Value, anywhere: true) : Problem.Of(file.Refusal);
    }
}
