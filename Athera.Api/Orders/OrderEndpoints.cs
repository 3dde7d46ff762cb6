using Athera.Api.Access;
using Athera.Api.Contract;
using Athera.Messages;
using Athera.Orders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Athera.Api.Orders;

/// <summary>What a tenant's customers order.</summary>
internal static class OrderEndpoints
{
    private const string Route = "/orders";

    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup(Route).WithTags("Orders").RequireAuthorization(AccessPolicies.Tenant);
        orders.MapGet("", List).WithSummary("List the orders, the newest first, or find the one that has an external id");
        orders.MapPost("", Create).WithSummary("Create an order; repeated with the same Idempotency-Key, it shows the order as it was created");
        orders.MapGet("/{id:opaque}", Get).WithSummary("Show an order");
        orders.MapPatch("/{id:opaque}", Change).WithSummary("Change an order or move it on; what is left out stays");
    }

    private static async Task<Results<Ok<Page<OrderView>>, Problem>> List(OrderFilter filter, CallerGrains grains)
    {
        var orders = grains.Of<IOrdersGrain>();
        if (filter.ExternalId is not { } externalId)
            return TypedResults.Ok(await orders.List(filter.Query));
        var found = await orders.FindByExternalId(externalId);
        return found switch
        {
            { Granted: true } => TypedResults.Ok(new Page<OrderView>([found.Value], null)),
            { Refusal.Kind: RefusalKind.NotFound } => TypedResults.Ok(new Page<OrderView>([], null)),
            _ => Problem.Of(found.Refusal),
        };
    }

    private static async Task<Results<Created<OrderView>, Problem>> Create(
        Body<CreateOrderBody> body, IdempotencyKey key, CallerGrains grains)
    {
        var given = body.Value;
        var id = key.NewId(grains.Tenant, Route);
        var created = await grains.Get<IOrderGrain>(id).Create(new CreateOrder
        {
            Contact = given.ContactId,
            Conversation = given.ConversationId,
            Currency = given.Currency,
            Lines = [.. given.Lines.Select(static line => line.Line)],
            State = given.State ?? OrderState.Draft,
            Notes = given.Notes,
            ExternalId = given.ExternalId,
            Origin = new Origin(OriginKind.User, grains.User),
        });
        return created.Created($"{AtheraApi.Root}{Route}/{id}", static order => order);
    }

    private static async Task<Results<Ok<OrderView>, Problem>> Get(OrderId id, CallerGrains grains) =>
        (await grains.Get<IOrderGrain>(id.Value).Get()).Shown();

    private static async Task<Results<Ok<OrderView>, Problem>> Change(OrderId id, Body<ChangeOrderBody> body, CallerGrains grains)
    {
        var given = body.Value;
        return (await grains.Get<IOrderGrain>(id.Value).Change(new ChangeOrder
        {
            Lines = given.Lines is { } lines ? [.. lines.Select(static line => line.Line)] : null,
            Currency = given.Currency,
            Notes = given.Notes,
            ExternalId = given.ExternalId,
            State = given.State,
            Reason = given.Reason,
            By = new Author(AuthorKind.User, grains.User),
        })).Shown();
    }
}
