using Athera.Api.Inbox;
using Athera.Inbox;
using Orleans.TestingHost;
using Xunit;

namespace Athera.Tests.Api;

public sealed class StreamSignalsTests
{
    [Fact]
    public async Task What_a_silo_says_on_a_tenants_stream_is_heard_until_nobody_listens()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddMemoryStreams(InboxStreams.Provider).AddMemoryGrainStorage("PubSubStore"));
        builder.ConfigureClient(client => client.AddMemoryStreams(InboxStreams.Provider));
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        var (ours, other) = (TenantId.New(), TenantId.New());
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var strange = false;
        var signals = new StreamSignals(cluster.Client);

        var listening = await signals.Listen(ours, () => heard.TrySetResult());
        await using var elsewhere = await signals.Listen(other, () => strange = true);
        await Stream(ours).OnNextAsync(new FeedAdvanced(1));
        await heard.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await listening.DisposeAsync();

        Assert.False(strange);
        Assert.Empty(await Stream(ours).GetAllSubscriptionHandles());

        Orleans.Streams.IAsyncStream<FeedAdvanced> Stream(TenantId tenant) => cluster.Client.GetStreamProvider(InboxStreams.Provider)
            .GetStream<FeedAdvanced>(StreamId.Create(InboxStreams.Namespace, tenant.ToString()));
    }
}
