namespace Athera.Turns.Tools.Conversations;

/// <summary>What every agent can do in its own conversation.</summary>
public sealed class ConversationTools(IGrainFactory grains) : IToolSource
{
    private readonly IReadOnlyList<ITool> _tools = [new HandOverTool(), new ResolveTool(), new FollowUpTool(), new UpdateContactTool(grains)];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ITool>> ToolsAsync(TenantId tenant, CancellationToken cancellation) => new(_tools);
}
