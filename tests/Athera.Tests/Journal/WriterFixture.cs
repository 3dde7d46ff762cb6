using Athera.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Athera.Tests.Journal;

/// <summary>A writer as a host makes it, over a store in memory.</summary>
public sealed class WriterFixture : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public WriterFixture(JournalWriterOptions? options = null, params ICommitListener[] listeners)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IJournalStore>(Store)
            .AddSingleton<TimeProvider>(Clock)
            .AddJournalWriter(options);
        foreach (var listener in listeners)
            services.AddSingleton(listener);
        _services = services.BuildServiceProvider();
        Writer = _services.GetRequiredService<IJournalWriter>();
    }

    public MemoryJournalStore Store { get; } = new();

    public FakeTimeProvider Clock { get; } = new();

    public IJournalWriter Writer { get; }

    public TenantId Tenant { get; } = TenantId.New();

    public OpaqueId Silo => _services.GetRequiredService<SiloIdentity>().Id;

    public T Service<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>An append of one event.</summary>
    public Append Append(
        OpaqueId? stream = null, long expected = 0, ClaimKey? claim = null, int bytes = 10, string kind = "message.received") => new()
    {
        Tenant = Tenant,
        Streams =
        [
            new StreamAppend(stream ?? OpaqueId.New(), StreamCategory.Conversation, expected,
                [new EventData(kind, Clock.GetUtcNow(), new byte[bytes])]),
        ],
        Claims = claim is { } key ? [new Claim(key, stream ?? default, expected + 1)] : [],
    };

    public Task<AppendResult> Send(Append append, CancellationToken cancellation = default) =>
        Writer.AppendAsync(append, cancellation).AsTask();

    public async Task<AppendStatus> StatusOf(Append append) => (await Send(append)).Status;

    /// <summary>Tells the writer, as a host does, that everything else has stopped.</summary>
    public Task StopHostAsync(CancellationToken deadline) =>
        Assert.IsAssignableFrom<IHostedLifecycleService>(Assert.Single(_services.GetServices<IHostedService>())).StoppedAsync(deadline);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
