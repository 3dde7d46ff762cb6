using Athera.Api.Access;
using Athera.Api.Contract;
using Athera.Contacts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Athera.Api.Contacts;

/// <summary>A tenant's customers.</summary>
internal static class ContactEndpoints
{
    private const string Route = "/contacts";

    public static void MapContacts(this IEndpointRouteBuilder api)
    {
        var contacts = api.MapGroup(Route).WithTags("Contacts").RequireAuthorization(AccessPolicies.Tenant);
        contacts.MapGet("", List).WithSummary("List the contacts, or find the one that has an address");
        contacts.MapPost("", Create).WithSummary("Enter a contact by hand");
        contacts.MapGet("/{id:opaque}", Get).WithSummary("Show a contact");
        contacts.MapPatch("/{id:opaque}", Change).WithSummary("Correct a contact; what is left out stays");
        contacts.MapPost("/{id:opaque}/merge", Merge).WithSummary("Make another contact part of this one; it can be taken out again");
        contacts.MapPost("/{id:opaque}/unmerge", Unmerge).WithSummary("Take a merged contact out again");
        contacts.MapPost("/{id:opaque}/consent", RecordConsent).WithSummary("Record what the contact agreed to or took back");
    }

    private static async Task<Results<Ok<Page<ContactView>>, Problem>> List(ContactQuery query, CallerGrains grains)
    {
        var contacts = grains.Of<IContactsGrain>();
        if (query.Address is not { } address)
            return TypedResults.Ok(await contacts.List(query.Page.After, query.Page.Limit));
        var found = await contacts.FindByAddress(address);
        return found switch
        {
            { Granted: true } => TypedResults.Ok(new Page<ContactView>([found.Value], null)),
            { Refusal.Kind: RefusalKind.NotFound } => TypedResults.Ok(new Page<ContactView>([], null)),
            _ => Problem.Of(found.Refusal),
        };
    }

    private static async Task<Results<Created<ContactView>, Problem>> Create(
        Body<CreateContactBody> body, IdempotencyKey key, CallerGrains grains)
    {
        var id = key.NewId(grains.Tenant, Route);
        var created = await grains.Get<IContactGrain>(id).Create(new CreateContact(body.Value.Name, body.Value.Phone));
        return created.Created($"{AtheraApi.Root}{Route}/{id}", static contact => contact);
    }

    private static async Task<Results<Ok<ContactView>, Problem>> Get(ContactId id, CallerGrains grains) =>
        (await grains.Get<IContactGrain>(id.Value).Get()).Shown();

    private static async Task<Results<Ok<ContactView>, Problem>> Change(ContactId id, Body<ChangeContactBody> body, CallerGrains grains) =>
        (await grains.Get<IContactGrain>(id.Value).Change(new ChangeContact(body.Value.Name, body.Value.Attributes))).Shown();

    private static async Task<Results<Ok<ContactView>, Problem>> Merge(ContactId id, Body<WithContactBody> body, CallerGrains grains) =>
        (await grains.Get<IContactGrain>(id.Value).Merge(body.Value.With.GetValueOrDefault())).Shown();

    private static async Task<Results<Ok<ContactView>, Problem>> Unmerge(ContactId id, Body<WithContactBody> body, CallerGrains grains) =>
        (await grains.Get<IContactGrain>(id.Value).Unmerge(body.Value.With.GetValueOrDefault())).Shown();

    private static async Task<Results<Ok<ContactView>, Problem>> RecordConsent(
        ContactId id, Body<ConsentBody> body, CallerGrains grains, TimeProvider time)
    {
        var given = body.Value;
        var consent = new Consent(given.Purpose, given.Granted.GetValueOrDefault(), given.Source, time.GetUtcNow(), given.ChannelAccountId, grains.User);
        return (await grains.Get<IContactGrain>(id.Value).RecordConsent(consent)).Shown();
    }
}
