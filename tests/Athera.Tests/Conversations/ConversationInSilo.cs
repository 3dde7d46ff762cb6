using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Conversations;

/// <summary>Tests of a conversation in a whole silo, held with a customer of a business of its own.</summary>
[Collection(nameof(TestSilo))]
public abstract class ConversationInSilo(TestSilo silo) : IAsyncLifetime
{
    internal TestSilo Silo => silo;

    internal Business Business { get; private set; } = null!;

    internal Customer Customer { get; private set; } = null!;

    /// <summary>So long ago that no agent answers what was written then.</summary>
    protected static DateTimeOffset LongAgo => DateTimeOffset.UtcNow.AddHours(-1);

    public async ValueTask InitializeAsync()
    {
        Business = await Business.OpenAsync(silo);
        Customer = await Business.MeetAsync();
    }

    public ValueTask DisposeAsync()
    {
        silo.Restore();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
