using Athera.Turns.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Tasks;

/// <summary>Registers tasks.</summary>
public static class TaskServices
{
    /// <summary>Adds what tasks need, and the tools that agents make them with.</summary>
    public static IServiceCollection AddTasks(this IServiceCollection services) =>
        services.AddSingleton<IToolSource, TaskTools>();
}
