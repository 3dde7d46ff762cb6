using System.Collections.Concurrent;
using Athera.Api.Inbox;

namespace Athera.Tests.Api;

/// <summary>Signals that a test gives, withholds or repeats.</summary>
internal sealed class FakeSignals : IFeedSignals
{
    private readonly ConcurrentDictionary<TenantId, Ear> _ears = new();

    public Task<IAsyncDisposable> Listen(TenantId tenant, Action heard)
    {
        var ear = EarOf(tenant);
        ear.Heard = heard;
        ear.Listening.TrySetResult();
        return Task.FromResult<IAsyncDisposable>(ear);
    }

    /// <summary>Says that a tenant's feed has grown, as often as wanted.</summary>
    public void Say(TenantId tenant, int times = 1)
    {
        for (var i = 0; i < times; i++)
            EarOf(tenant).Heard?.Invoke();
    }

    /// <summary>Until somebody listens.</summary>
    public Task Listened(TenantId tenant) => EarOf(tenant).Listening.Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Until nobody listens any more.</summary>
    public Task Left(TenantId tenant) => EarOf(tenant).Gone.Task.WaitAsync(TimeSpan.FromSeconds(30));

    private Ear EarOf(TenantId tenant) => _ears.GetOrAdd(tenant, static _ => new Ear());

    private sealed class Ear : IAsyncDisposable
    {
        public TaskCompletionSource Listening { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Gone { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Action? Heard { get; set; }

        public ValueTask DisposeAsync()
        {
            Gone.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }
}
