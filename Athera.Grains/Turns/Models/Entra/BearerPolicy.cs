using System.ClientModel.Primitives;

namespace Athera.Turns.Models.Entra;

/// <summary>
/// Signs calls with a token in place of the key. The SDK's own way keeps a token by the machine's clock and gives up on one that was
/// revoked; here it is renewed once.
/// </summary>
internal sealed class BearerPolicy(ModelTokens tokens) : PipelinePolicy
{
    private const string KeyHeader = "api-key", TokenHeader = "Authorization";
    private const int Unauthorized = 401;

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        var token = await tokens.GetAsync(message.CancellationToken);
        Sign(message.Request, token);
        await ProcessNextAsync(message, pipeline, currentIndex);
        if (message.Response is not { Status: Unauthorized } refused)
            return;
        var renewed = await tokens.RenewAsync(token, message.CancellationToken);
        refused.Dispose();
        Sign(message.Request, renewed);
        await ProcessNextAsync(message, pipeline, currentIndex);
    }

    /// <inheritdoc/>
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        throw new NotSupportedException("Models are asked without blocking a thread.");

    private static void Sign(PipelineRequest request, string token)
    {
        request.Headers.Remove(KeyHeader);
        request.Headers.Set(TokenHeader, $"Bearer {token}");
    }
}
