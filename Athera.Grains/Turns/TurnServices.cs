using Athera.Turns.Replaying;
using Athera.Turns.Spending;
using Athera.Turns.Tools;
using Athera.Turns.Tools.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Turns;

/// <summary>What turns are run with.</summary>
public static class TurnServices
{
    /// <summary>Adds it, with the tools every agent has.</summary>
    public static IServiceCollection AddTurns(this IServiceCollection services)
    {
        services.AddSingleton<SpendDesk>();
        services.AddSingleton<TurnModel>();
        services.AddSingleton<ToolBooks>();
        services.AddSingleton<ToolRunner>();
        services.AddSingleton<TurnRunner>();
        services.AddSingleton<TurnReplayer>();
        services.AddSingleton<IToolSource, ConversationTools>();
        return services;
    }
}
