using Athera.Knowledge.Answering;
using Athera.Knowledge.Documents;
using Athera.Knowledge.Embedding;
using Athera.Knowledge.Searching;
using Athera.Knowledge.Tools;
using Athera.Turns.Models.Offline;
using Athera.Turns.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace Athera.Knowledge;

/// <summary>Puts knowledge into a silo. The host brings the <see cref="IKnowledgeStore"/> of its database.</summary>
public static class KnowledgeServices
{
    /// <summary>Adds what articles and searches need.</summary>
    public static IServiceCollection AddKnowledge(this IServiceCollection services)
    {
        services.AddOptions<ReadingOptions>().BindConfiguration(ReadingOptions.Section);
        services.AddOptions<EmbeddingOptions>().BindConfiguration(EmbeddingOptions.Section);
        services.AddSingleton<DocumentReader>();
        services.AddSingleton<Embedder>();
        services.AddSingleton<MeaningIndex>();
        services.AddSingleton<MeaningSweep>();
        services.AddSingleton<KnowledgeSearch>();
        services.AddSingleton<SearchKnowledgeTool>();
        services.AddSingleton<IToolSource, KnowledgeTools>();
        services.AddSingleton<IOfflineSkill, OfflineSearching>();
        return services;
    }
}
