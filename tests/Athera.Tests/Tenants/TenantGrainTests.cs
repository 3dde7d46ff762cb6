using Athera.Access;
using Athera.Tenants;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Tenants;

[Collection(nameof(TestSilo))]
public sealed class TenantGrainTests(TestSilo silo)
{
    [Fact]
    public async Task A_new_tenants_key_lets_it_in_until_it_is_closed()
    {
        var business = await Business.OpenAsync(silo);
        Assert.Equal(business.Tenant, (await Authenticate(business.ApiKey))?.Tenant);

        var closed = await Grain(business.Tenant).Close();

        Assert.NotNull(closed.Value!.ClosedAt);
        Assert.Equal(closed.Value, (await Grain(business.Tenant).Close()).Value);
        Assert.Null(await Authenticate(business.ApiKey));
    }

    [Fact]
    public async Task Nothing_more_is_accepted_for_a_closed_tenant()
    {
        var business = await Business.OpenAsync(silo);
        await Grain(business.Tenant).Close();
        silo.Service<Athera.Channels.ChannelAccountDirectory>().Forget();

        await business.WebhookAsync($"{business.Number}|m1|ann|hello");

        Assert.Empty((await business.Conversations.List(new Athera.Conversations.ConversationQuery())).Items);
    }

    [Fact]
    public async Task A_tenant_is_created_once()
    {
        var business = await Business.OpenAsync(silo);

        Assert.Equal("tenant_exists", (await Grain(business.Tenant).Create(new CreateTenant("Again", "a@b"))).Refusal?.Code);
    }

    [Fact]
    public async Task A_key_lets_in_one_tenant_only()
    {
        var (one, two) = (await Business.OpenAsync(silo), await Business.OpenAsync(silo));
        var key = ApiKey.New();

        Assert.True((await Grain(one.Tenant).Admit(key)).Granted);
        Assert.True((await Grain(one.Tenant).Admit(key)).Granted);
        Assert.Equal("key_taken", (await Grain(two.Tenant).Admit(key)).Refusal?.Code);
        Assert.Equal(one.Tenant, (await Authenticate(key))?.Tenant);
    }

    [Theory]
    [InlineData("", "a@b", "name")]
    [InlineData("n", "nobody", "adminEmail")]
    public async Task What_breaks_a_rule_is_refused_by_field(string name, string email, string field) => Assert.Contains(
        field, (await Grain(TenantId.New()).Create(new CreateTenant(name, email))).Refusal!.Fields!.Keys);

    [Fact]
    public async Task A_tenant_that_does_not_exist_can_be_neither_seen_nor_closed()
    {
        var nobody = Grain(TenantId.New());

        Assert.Equal(RefusalKind.NotFound, (await nobody.Get()).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await nobody.Close()).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await nobody.Admit(ApiKey.New())).Refusal?.Kind);
    }

    [Fact]
    public async Task The_platforms_key_is_the_platforms_and_any_other_is_nobodys()
    {
        Assert.True((await Authenticate("platform-key"))?.IsPlatform);
        foreach (var wrong in new[] { "", "platform-kez", ApiKey.New(), new string('x', ApiKey.MaxLength + 1) })
            Assert.Null(await Authenticate(wrong));
    }

    private Task<Caller?> Authenticate(string key) => silo.Grains.GetGrain<IAccessGrain>(0).Authenticate(key);

    private ITenantGrain Grain(TenantId tenant) => silo.Grains.Get<ITenantGrain>(TenantId.Platform, tenant.Value);
}
