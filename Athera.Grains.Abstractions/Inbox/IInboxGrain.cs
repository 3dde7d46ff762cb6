namespace Athera.Inbox;

/// <summary>
/// A tenant's feed: everything that happened in its conversations, in the order of commits. A stateless worker; key: the tenant's
/// collection.
/// </summary>
[Alias("Athera.IInboxGrain")]
public interface IInboxGrain : IGrainWithStringKey
{
    /// <summary>The feed after a position, oldest first, at most <paramref name="limit"/> positions far.</summary>
    [Alias("Read")]
    Task<FeedPage> Read(long after, int limit);

    /// <summary>Where the feed ends now.</summary>
    [Alias("Position")]
    Task<long> Position();
}

/// <summary>A stretch of the feed.</summary>
/// <param name="Events">What happened; positions of things that are no business of the inbox are passed over.</param>
/// <param name="Position">Up to where it was read; where to read on.</param>
[GenerateSerializer, Immutable, Alias("Athera.FeedPage")]
public sealed record FeedPage([property: Id(0)] IReadOnlyList<InboxEvent> Events, [property: Id(1)] long Position);

/// <summary>The feed has grown; who follows it reads on. Carried by an Orleans stream that may lose or repeat it.</summary>
/// <param name="Position">At least to here.</param>
[GenerateSerializer, Immutable, Alias("Athera.FeedAdvanced")]
public sealed record FeedAdvanced([property: Id(0)] long Position);

/// <summary>Where <see cref="FeedAdvanced"/> and <see cref="AnswerDraft"/> are heard.</summary>
public static class InboxStreams
{
    /// <summary>The stream provider.</summary>
    public const string Provider = "live";

    /// <summary>The namespace of <see cref="FeedAdvanced"/>; the key is the tenant's id.</summary>
    public const string Namespace = "inbox";

    /// <summary>The namespace of <see cref="AnswerDraft"/>; the key is the tenant's id.</summary>
    public const string Drafts = "drafts";
}
