using Athera.Access;
using Athera.Agents;
using Athera.Channels;
using Athera.Chat;
using Athera.Contacts;
using Athera.Conversations;
using Athera.Improvement;
using Athera.Inbox;
using Athera.Knowledge;
using Athera.Media;
using Athera.Orders;
using Athera.Quarantine;
using Athera.Tasks;
using Athera.Tenants;
using Athera.Tools;

namespace Athera.Tests.Api;

/// <summary>
/// Stands in for a silo: a small world of tenants in memory. Its grains are private, so that Orleans takes none of them for a
/// grain of its own.
/// </summary>
internal sealed partial class FakeGrains : IGrainFactory
{
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        var key = TenantKey.Parse(primaryKey);
        CheckClaim(key);
        IAddressable grain = typeof(TGrainInterface).Name switch
        {
            nameof(ITenantGrain) => new Tenant(this, new TenantId(key.Id)),
            nameof(ITenantsGrain) => new AllTenants(this),
            nameof(IChannelAccountGrain) => new ChannelAccount(this, key),
            nameof(IChannelAccountsGrain) => new ChannelAccounts(this, key.Tenant),
            nameof(IConversationGrain) => new ConversationOf(this, key),
            nameof(IConversationsGrain) => new ConversationsOf(this, key.Tenant),
            nameof(IContactGrain) => new ContactOf(this, key),
            nameof(IContactsGrain) => new ContactsOf(this, key.Tenant),
            nameof(IOrderGrain) => new OrderOf(this, key),
            nameof(IOrdersGrain) => new OrdersOf(this, key.Tenant),
            nameof(ITaskGrain) => new TaskOf(this, key),
            nameof(ITasksGrain) => new TasksOf(this, key.Tenant),
            nameof(IToolGrain) => new ToolOf(this, key),
            nameof(IToolsGrain) => new ToolsOf(this, key.Tenant),
            nameof(IAgentGrain) => new AgentOf(this, key),
            nameof(IAgentsGrain) => new AgentsOf(this, key.Tenant),
            nameof(IQuarantinedGrain) => new QuarantinedOf(this, key),
            nameof(IQuarantineGrain) => new QuarantineOf(this, key.Tenant),
            nameof(IRefusalsGrain) => new RefusalsOf(this, key),
            nameof(IArticleGrain) => new ArticleOf(this, key),
            nameof(IKnowledgeGrain) => new KnowledgeOf(this, key.Tenant),
            nameof(IVisitorsGrain) => new VisitorsOf(this, key.Tenant),
            nameof(IUploadGrain) => new UploadOf(this, key),
            nameof(IImprovementExportGrain) => new ImprovementOf(this, key),
            nameof(IInboxGrain) => new InboxOf(FeedOf(key.Tenant)),
            _ => throw new NotSupportedException(typeof(TGrainInterface).Name),
        };
        return (TGrainInterface)grain;
    }

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey
    {
        IAddressable grain = typeof(TGrainInterface).Name switch
        {
            nameof(IAccessGrain) => new Access(this),
            nameof(IChannelGatewayGrain) => new Gateway(this),
            nameof(IChatDoorGrain) => new ChatDoor(this),
            _ => throw new NotSupportedException(typeof(TGrainInterface).Name),
        };
        return (TGrainInterface)grain;
    }

    // What the silo's call filter does: the caller's claim has to name the tenant of the grain.
    private static void CheckClaim(TenantKey key)
    {
        if (RequestContext.Get(CallerContext.TenantKey) is not string claim || claim != key.Tenant.ToString())
            throw new InvalidOperationException("A grain was asked for without, or beyond, the caller's claim.");
    }

    TGrainInterface IGrainFactory.GetGrain<TGrainInterface>(Guid primaryKey, string? prefix) => throw new NotSupportedException();

    TGrainInterface IGrainFactory.GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? prefix) => throw new NotSupportedException();

    TGrainInterface IGrainFactory.GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? prefix) => throw new NotSupportedException();

    TGrainInterface IGrainFactory.GetGrain<TGrainInterface>(GrainId grainId) => throw new NotSupportedException();

    TGrainObserverInterface IGrainFactory.CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj) => throw new NotSupportedException();

    void IGrainFactory.DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) => throw new NotSupportedException();

    IAddressable IGrainFactory.GetGrain(GrainId grainId) => throw new NotSupportedException();

    IAddressable IGrainFactory.GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => throw new NotSupportedException();

    IAddressable IGrainFactory.GetGrain(Type interfaceType, IdSpan grainKey) => throw new NotSupportedException();

    IAddressable IGrainFactory.GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) => throw new NotSupportedException();
}
