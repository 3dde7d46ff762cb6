using System.ClientModel.Primitives;

namespace Athera.Turns.Models.OpenAI;

/// <summary>The SDK would try four times over minutes; how often and how long to try is the turn's to decide.</summary>
internal static class OneTry
{
    public static ClientRetryPolicy Policy { get; } = new(maxRetries: 0);
}
