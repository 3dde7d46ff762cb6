using Athera.Channels;

namespace Athera.Conversations;

/// <summary>
/// Takes committed attempts and makes the calls, each account in its own lane. What a call came to is brought back to the
/// conversation. It holds nothing that is not in the journal: a crash here is an attempt without an outcome.
/// </summary>
public interface IDispatcher
{
    /// <summary>Hands over an attempt. Never blocks and never fails: a full lane answers "later" like a busy provider would, and without having called it.</summary>
    void Post(TenantId tenant, ChannelAccountId account, SendOrder order);
}
