using Athera.Api.Access;
using Athera.Api.Contract;
using Athera.Messages;
using Athera.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Athera.Api.Tasks;

/// <summary>What a tenant's people have to do.</summary>
internal static class TaskEndpoints
{
    private const string Route = "/tasks";

    public static void MapTasks(this IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup(Route).WithTags("Tasks").RequireAuthorization(AccessPolicies.Tenant);
        tasks.MapGet("", List).WithSummary("List the tasks, the newest first");
        tasks.MapPost("", Create).WithSummary("Create a task; repeated with the same Idempotency-Key, it shows the task as it was created");
        tasks.MapGet("/{id:opaque}", Get).WithSummary("Show a task");
        tasks.MapPatch("/{id:opaque}", Change).WithSummary("Change a task or close it; what is left out stays");
    }

    private static async Task<Results<Ok<Page<TaskView>>, Problem>> List(TaskFilter filter, CallerGrains grains) =>
        TypedResults.Ok(await grains.Of<ITasksGrain>().List(filter.Query));

    private static async Task<Results<Created<TaskView>, Problem>> Create(
        Body<CreateTaskBody> body, IdempotencyKey key, CallerGrains grains)
    {
        var given = body.Value;
        var id = key.NewId(grains.Tenant, Route);
        var created = await grains.Get<ITaskGrain>(id).Create(new CreateTask
        {
            Title = given.Title,
            Text = given.Text,
            Assignee = given.Assignee,
            Team = given.Team,
            Contact = given.ContactId,
            Conversation = given.ConversationId,
            DueAt = given.DueAt,
            Origin = new Origin(OriginKind.User, grains.User),
        });
        return created.Created($"{AtheraApi.Root}{Route}/{id}", static task => task);
    }

    private static async Task<Results<Ok<TaskView>, Problem>> Get(TaskId id, CallerGrains grains) =>
        (await grains.Get<ITaskGrain>(id.Value).Get()).Shown();

    private static async Task<Results<Ok<TaskView>, Problem>> Change(TaskId id, Body<ChangeTaskBody> body, CallerGrains grains)
    {
        var given = body.Value;
        return (await grains.Get<ITaskGrain>(id.Value).Change(new ChangeTask
        {
            Title = given.Title,
            Text = given.Text,
            Assignee = given.Assignee,
            Team = given.Team,
            DueAt = given.DueAt,
            NeverDue = given.NeverDue,
            State = given.State,
            By = new Author(AuthorKind.User, grains.User),
        })).Shown();
    }
}
