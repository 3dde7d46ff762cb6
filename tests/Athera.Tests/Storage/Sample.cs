using Athera.Journal;

namespace Athera.Tests.Storage;

/// <summary>Appends with everything filled in that a test does not care about.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Append Append(TenantId tenant, OpaqueId stream, long expected, int events = 1) =>
        new() { Tenant = tenant, Streams = [Run(stream, expected, events)] };

    public static StreamAppend Run(OpaqueId stream, long expected, int events = 1) =>
        new(stream, StreamCategory.Conversation, expected, [.. Enumerable.Range(1, events).Select(i => Event(expected + i))]);

    public static EventData Event(long sequence, string kind = "message.received") =>
        new(kind, Noon.AddSeconds(sequence), BitConverter.GetBytes(sequence));

    public static Append Claiming(this Append append, params IEnumerable<ClaimKey> keys) =>
        append with { Claims = [.. keys.Select(key => new Claim(key, append.Streams[0].Stream, append.Streams[0].ExpectedSequence + 1))] };

    public static Append Releasing(this Append append, params ClaimKey[] keys) => append with { Releases = keys };

    public static Append Waking(this Append append, DateTimeOffset? dueAt) =>
        append with { Wake = new Wake(append.Streams[0].Stream, append.Streams[0].Category, dueAt) };

    public static Append Listing(this Append append, ConversationRow row) =>
        append with { Conversation = row with { Id = new(append.Streams[0].Stream) } };

    public static ClaimKey Key() => new(OpaqueId.New());

    public static ConversationRow Row() => new()
    {
        Id = ConversationId.New(),
        Contact = ContactId.New(),
        Account = ChannelAccountId.New(),
        Channel = "whatsapp",
        Status = ConversationStatus.Open,
        Responder = Responder.Agent,
        Unread = 1,
        LastMessage = new byte[] { 1, 2, 3 },
    };
}
