using Athera.Knowledge.Documents;
using Microsoft.Extensions.Logging;

namespace Athera.Knowledge;

internal static partial class KnowledgeLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A {Kind} source took longer to read than {Deadline} and was refused")]
    public static partial void ReadingTookTooLong(this ILogger<DocumentReader> logger, ArticleKind kind, TimeSpan deadline);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A {Kind} source was refused: the process that read it ended with {Code}")]
    public static partial void ReadingEnded(this ILogger<DocumentReader> logger, ArticleKind kind, int code);

    [LoggerMessage(Level = LogLevel.Error, Message = "No source can be read: the program that reads them could not be started")]
    public static partial void CannotRead(this ILogger<DocumentReader> logger, Exception failure);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Article {Article} of tenant {Tenant} is found by its words only until its vectors can be made ({Failure})")]
    public static partial void NotEmbedded(this ILogger<ArticleGrain> logger, OpaqueId article, OpaqueId tenant, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Knowledge is searched by words only: the provider of embeddings does not answer ({Failure})")]
    public static partial void MeaningUnavailable(this ILogger<Searching.KnowledgeSearch> logger, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Articles of tenant {Tenant} could not be looked through for vectors that are missing ({Failure})")]
    public static partial void MeaningsNotLookedThrough(this ILogger<Embedding.MeaningSweep> logger, OpaqueId tenant, string failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "Knowledge is searched by meaning again")]
    public static partial void MeaningAvailableAgain(this ILogger<Searching.KnowledgeSearch> logger);
}
