using System.Collections.Concurrent;
using Athera.Orders;
using Athera.Tasks;

namespace Athera.Tests.Api;

/// <summary>Orders and tasks. What was asked is kept; what would be decided is decided elsewhere.</summary>
internal sealed partial class FakeGrains
{
    public ConcurrentDictionary<TenantKey, OrderView> Orders { get; } = new();

    public ConcurrentDictionary<TenantKey, TaskView> Tasks { get; } = new();

    public ChangeOrder? LastOrderChange { get; private set; }

    public ChangeTask? LastTaskChange { get; private set; }

    public OrderQuery? LastOrderQuery { get; private set; }

    public TaskQuery? LastTaskQuery { get; private set; }

    private sealed class OrderOf(FakeGrains world, TenantKey key) : IOrderGrain
    {
        public Task<Result<OrderView>> Create(CreateOrder command) => Task.FromResult<Result<OrderView>>(
            world.Orders.GetOrAdd(key, new OrderView
            {
                Id = new OrderId(key.Id),
                ContactId = command.Contact ?? default,
                State = command.State,
                Currency = command.Currency,
                Lines = [.. command.Lines.Select(l => new OrderLineView(l.Name, l.Sku, l.Quantity, l.UnitAmount, l.Quantity * l.UnitAmount))],
                Total = 7,
                ExternalId = command.ExternalId,
                Origin = command.Origin,
                History = [],
                CreatedAt = Start,
                ChangedAt = Start,
            }));

        public Task<Result<OrderView>> Get() => Task.FromResult<Result<OrderView>>(
            world.Orders.TryGetValue(key, out var view) ? view : Refusal.NotFound);

        public Task<Result<OrderView>> Change(ChangeOrder command)
        {
            world.LastOrderChange = command;
            return command.State == OrderState.Fulfilled
                ? Task.FromResult<Result<OrderView>>(new Refusal(RefusalKind.Conflict, "order_state", "Not from there."))
                : Get();
        }
    }

    private sealed class OrdersOf(FakeGrains world, TenantId tenant) : IOrdersGrain
    {
        public Task<Page<OrderView>> List(OrderQuery query)
        {
            world.LastOrderQuery = query;
            return Task.FromResult(PageOf(
                world.Orders.Where(o => o.Key.Tenant == tenant).Select(o => (o.Key.Id, o.Value)), query.After, query.Limit));
        }

        public Task<Result<OrderView>> FindByExternalId(string externalId) => Task.FromResult<Result<OrderView>>(
            world.Orders.Where(o => o.Key.Tenant == tenant).Select(o => o.Value).FirstOrDefault(o => o.ExternalId == externalId) is { } found
                ? found
                : Refusal.NotFound);
    }

    private sealed class TaskOf(FakeGrains world, TenantKey key) : ITaskGrain
    {
        public Task<Result<TaskView>> Create(CreateTask command) => Task.FromResult<Result<TaskView>>(
            world.Tasks.GetOrAdd(key, new TaskView
            {
                Id = new TaskId(key.Id),
                Title = command.Title,
                State = TaskState.Open,
                DueAt = command.DueAt,
                Overdue = false,
                Origin = command.Origin,
                History = [],
                CreatedAt = Start,
                ChangedAt = Start,
            }));

        public Task<Result<TaskView>> Get() => Task.FromResult<Result<TaskView>>(
            world.Tasks.TryGetValue(key, out var view) ? view : Refusal.NotFound);

        public Task<Result<TaskView>> Change(ChangeTask command)
        {
            world.LastTaskChange = command;
            return Get();
        }
    }

    private sealed class TasksOf(FakeGrains world, TenantId tenant) : ITasksGrain
    {
        public Task<Page<TaskView>> List(TaskQuery query)
        {
            world.LastTaskQuery = query;
            return Task.FromResult(PageOf(
                world.Tasks.Where(t => t.Key.Tenant == tenant).Select(t => (t.Key.Id, t.Value)), query.After, query.Limit));
        }
    }
}
