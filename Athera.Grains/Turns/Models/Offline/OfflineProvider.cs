using Microsoft.Extensions.AI;

namespace Athera.Turns.Models.Offline;

/// <summary>The built-in model: rules and what it is told, no network, no key. The default, and a fallback that never fails.</summary>
public sealed class OfflineProvider(IEnumerable<IOfflineSkill> skills) : IModelProvider
{
    /// <inheritdoc/>
    public string Kind => "offline";

    /// <inheritdoc/>
    public IChatClient Create(ModelOptions options) => new OfflineChatClient([.. skills]);
}
