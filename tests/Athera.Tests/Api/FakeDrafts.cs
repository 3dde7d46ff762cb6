using System.Collections.Concurrent;
using Athera.Api.Inbox;
using Athera.Inbox;

namespace Athera.Tests.Api;

/// <summary>Drafts that a test gives.</summary>
internal sealed class FakeDrafts : IDraftSignals
{
    private readonly ConcurrentDictionary<TenantId, Ear> _ears = new();

    public Task<IAsyncDisposable> Listen(TenantId tenant, Action<AnswerDraft> heard)
    {
        var ear = EarOf(tenant);
        ear.Listening.TrySetResult(heard);
        return Task.FromResult<IAsyncDisposable>(ear);
    }

    /// <summary>Tells whoever listens, once somebody does.</summary>
    public async Task Say(TenantId tenant, AnswerDraft draft) =>
        (await EarOf(tenant).Listening.Task.WaitAsync(TimeSpan.FromSeconds(30)))(draft);

    /// <summary>Until nobody listens any more.</summary>
    public Task Left(TenantId tenant) => EarOf(tenant).Gone.Task.WaitAsync(TimeSpan.FromSeconds(30));

    private Ear EarOf(TenantId tenant) => _ears.GetOrAdd(tenant, static _ => new Ear());

    private sealed class Ear : IAsyncDisposable
    {
        public TaskCompletionSource<Action<AnswerDraft>> Listening { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Gone { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask DisposeAsync()
        {
            Gone.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }
}
