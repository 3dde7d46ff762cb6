using Athera.Api.Access;
using Athera.Api.Contract;
using Athera.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Athera.Api.Channels;

/// <summary>A tenant's numbers, pages and widgets.</summary>
internal static class ChannelEndpoints
{
    private const string Route = "/channels";

    public static void MapChannels(this IEndpointRouteBuilder api)
    {
        var channels = api.MapGroup(Route).WithTags("Channels").RequireAuthorization(AccessPolicies.Tenant);
        channels.MapPost("", Connect).WithSummary("Connect a channel account").WithDescription(
            "Beside `kind`, `name` and `messagesPerSecond` the body holds the fields of its kind, such as an `accountId` and "
            + "an `accessToken`. Secrets are write-only. `webhookUrl` of the answer is to be entered at the provider. "
            + "`agent` says who answers: the id of a published agent, `default`, or `nobody`, where every conversation waits for a person.");
        channels.MapGet("", List).WithSummary("List the channel accounts");
        channels.MapGet("/{id:opaque}", Get).WithSummary("Show a channel account");
        channels.MapPatch("/{id:opaque}", Change).WithSummary("Change a channel account; what is left out stays").WithDescription(
            "Another `agent` answers from the next turn on; one under way comes to its end as it began.");
        channels.MapGet("/refusals", SharedRefusals).WithSummary("Show what was refused at webhook addresses that accounts share")
            .WithDescription("For the tenant whose app is the shared one; others see nothing here.");
        channels.MapGet("/{id:opaque}/refusals", Refusals).WithSummary("Show which of a channel account's webhooks were refused, and why")
            .WithDescription(
                "Counts by reason, and of the last one that was looked into: the addresses and secrets it was checked with, and what the "
                + "signature itself proves about the mistake. Of what the webhooks carried nothing is kept. Seconds behind; minutes while "
                + "many are refused.");
        channels.MapPost("/{id:opaque}/resume", Resume).WithSummary("Let a held account send again, once what was wrong has been seen to");
        channels.MapDelete("/{id:opaque}", Disconnect).WithSummary("Remove a channel account and forget its secrets");
    }

    private static async Task<Results<Created<ChannelAccountView>, Problem>> Connect(
        Body<ConnectChannelBody> body, IdempotencyKey key, CallerGrains grains)
    {
        var given = body.Value;
        if (!ChannelSettings.TryRead(given.Settings, out var settings, out var problem))
            return problem;
        var id = key.NewId(grains.Tenant, Route);
        var command = new ConnectChannelAccount(given.Kind, given.Name, settings, given.MessagesPerSecond, given.Agent);
        var connected = await grains.Get<IChannelAccountGrain>(id).Connect(command);
        return connected.Created($"{AtheraApi.Root}{Route}/{id}", static account => account);
    }

    private static async Task<Results<Ok<Page<ChannelAccountView>>, Problem>> List(PageQuery page, CallerGrains grains) =>
        TypedResults.Ok(await grains.Of<IChannelAccountsGrain>().List(page.After, page.Limit));

    private static async Task<Results<Ok<ChannelAccountView>, Problem>> Get(ChannelAccountId id, CallerGrains grains) =>
        (await grains.Get<IChannelAccountGrain>(id.Value).Get()).Shown();

    private static async Task<Results<Ok<ChannelAccountView>, Problem>> Change(
        ChannelAccountId id, Body<ChangeChannelBody> body, CallerGrains grains)
    {
        var given = body.Value;
        if (!ChannelSettings.TryRead(given.Settings, out var settings, out var problem))
            return problem;
        var command = new ChangeChannelAccount(given.Name, settings, given.MessagesPerSecond, given.Agent);
        return (await grains.Get<IChannelAccountGrain>(id.Value).Change(command)).Shown();
    }

    private static async Task<Results<Ok<RefusalsView>, Problem>> Refusals(ChannelAccountId id, CallerGrains grains)
    {
        var account = await grains.Get<IChannelAccountGrain>(id.Value).Get();
        return account.Granted
            ? TypedResults.Ok(await grains.Get<IRefusalsGrain>(RefusalKey.Of(id)).Get())
            : Problem.Of(account.Refusal);
    }

    private static async Task<Ok<RefusalsView>> SharedRefusals(CallerGrains grains) =>
        TypedResults.Ok(await grains.Get<IRefusalsGrain>(RefusalKey.Shared).Get());

    private static async Task<Results<Ok<ChannelAccountView>, Problem>> Resume(ChannelAccountId id, CallerGrains grains) =>
        (await grains.Get<IChannelAccountGrain>(id.Value).Resume(grains.User)).Shown();

    private static async Task<Results<NoContent, Problem>> Disconnect(ChannelAccountId id, CallerGrains grains) =>
        (await grains.Get<IChannelAccountGrain>(id.Value).Disconnect()).Gone();
}
