using Athera.Messages;
using Microsoft.Extensions.Logging;

namespace Athera.Media;

/// <summary>What is said of files in the log: ids, codes and sizes, never a name or an address.</summary>
internal static partial class MediaLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "File {Index} of {Message} did not come at try {Try}: {State}, {Fault} ({Detail})")]
    public static partial void NotFetched(
        this ILogger log, MessageId message, int index, int @try, MediaState state, string? fault, string? detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "File {Index} of {Message} could not be fetched; it is begun again after its deadline")]
    public static partial void FetchFailed(this ILogger log, MessageId message, int index, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What became of file {Index} of {Message} could not be stored; it is begun again after its deadline")]
    public static partial void OutcomeNotTold(this ILogger log, MessageId message, int index);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file could not be stored now")]
    public static partial void StoreRefused(this ILogger log, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The files of {Message} could not be removed now; it is tried again")]
    public static partial void NotRemoved(this ILogger log, MessageId message, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Uploads that were never sent could not be looked for: the database does not answer")]
    public static partial void UploadsNotSwept(this ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "Uploads that were never sent could not be looked for")]
    public static partial void SweepFailed(this ILogger log, Exception failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "No small picture could be made of a file")]
    public static partial void NoThumbnail(this ILogger log, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A small picture took too long to make")]
    public static partial void ThumbnailTimedOut(this ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "A stored file does not open: it was changed, cut off, or put in another's place")]
    public static partial void DoesNotOpen(this ILogger log, Exception failure);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Files are kept in this silo's own data directory: the other silos see them only if they share it. Set Athera:Media:Directory to a shared one, or Athera:Media:Store to S3")]
    public static partial void DirectoryNotShared(this ILogger log);
}
