using Athera.Messages;

namespace Athera.Conversations;

/// <summary>A file is about to be fetched from the provider. Doing it twice does no harm.</summary>
/// <param name="Message">The message.</param>
/// <param name="Index">The file's place in it, from 0.</param>
/// <param name="Try">Which try, from 1.</param>
/// <param name="Deadline">After this nobody waits for it any more.</param>
/// <param name="Silo">The silo that fetches it: when that is gone, so is the work.</param>
public sealed record MediaFetchBegun(long Message, int Index, int Try, DateTimeOffset Deadline, OpaqueId Silo) : ConversationEvent;

/// <summary>A file did not come; it is tried again.</summary>
/// <param name="Message">The message.</param>
/// <param name="Index">The file's place in it.</param>
/// <param name="Try">Which try.</param>
/// <param name="NextAt">When.</param>
/// <param name="Fault">Why it did not come, if that was heard.</param>
/// <param name="NotCalled">The provider was not asked; it does not count as a try.</param>
public sealed record MediaFetchPutOff(
    long Message, int Index, int Try, DateTimeOffset NextAt, Fault? Fault = null, bool NotCalled = false) : ConversationEvent;

/// <summary>Somebody has a file tried again that could not be had.</summary>
/// <param name="Message">The message.</param>
/// <param name="Index">The file's place in it.</param>
/// <param name="Part">How the provider named it.</param>
/// <param name="At">When.</param>
/// <param name="User">Who asked.</param>
public sealed record MediaRetried(long Message, int Index, MediaPart Part, DateTimeOffset At, string User) : ConversationEvent;

/// <summary>The files of a message that was taken back are about to be removed from the store.</summary>
/// <param name="Message">The message.</param>
/// <param name="Deadline">After this it is done again.</param>
/// <param name="Silo">The silo that does it.</param>
public sealed record MediaRemovalBegun(long Message, DateTimeOffset Deadline, OpaqueId Silo) : ConversationEvent;

/// <summary>They are gone.</summary>
/// <param name="Message">The message.</param>
public sealed record MediaRemoved(long Message) : ConversationEvent;
