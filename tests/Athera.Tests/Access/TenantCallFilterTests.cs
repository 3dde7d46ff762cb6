using Athera.Access;
using Athera.Conversations;
using Athera.Messages;
using Athera.Tenants;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Access;

[Collection(nameof(TestSilo))]
public sealed class TenantCallFilterTests(TestSilo silo)
{
    [Fact]
    public async Task A_call_made_for_one_tenant_does_not_reach_anothers_grains()
    {
        var (one, two) = (await Business.OpenAsync(silo), await Business.OpenAsync(silo));

        await CallFor(one.Tenant.ToString(), one);
        foreach (var stranger in new[] { two.Tenant.ToString(), TenantId.Platform.ToString(), "", one.Tenant.ToString()[..8] })
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => CallFor(stranger, one));
    }

    [Fact]
    public async Task A_tenant_cannot_close_itself_or_anybody()
    {
        var business = await Business.OpenAsync(silo);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => As(
            business.Tenant.ToString(), () => silo.Grains.Get<ITenantGrain>(TenantId.Platform, business.Tenant.Value).Close()));
    }

    [Fact]
    public async Task What_a_call_leads_to_is_done_for_the_same_tenant()
    {
        var business = await Business.OpenAsync(silo);
        var customer = await business.MeetAsync();

        await As(business.Tenant.ToString(), () => customer.ReceiveAsync("m1"));

        await customer.UntilAsync(t => t is [_, { State: MessageState.Sent }]);
    }

    private static Task CallFor(string caller, Business business) =>
        As(caller, () => business.Conversations.List(new ConversationQuery()));

    private static async Task As(string caller, Func<Task> call)
    {
        RequestContext.Set(CallerContext.TenantKey, caller);
        try
        {
            await call();
        }
        finally
        {
            RequestContext.Remove(CallerContext.TenantKey);
        }
    }
}
