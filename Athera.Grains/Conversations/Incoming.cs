using Athera.Channels;
using Athera.Journal;
using Athera.Keys;

namespace Athera.Conversations;

/// <summary>A batch on its way into a conversation: the claims it will hold, and what the database was found to know of it.</summary>
internal sealed class Incoming
{
    private readonly Dictionary<ClaimKey, string> _messages;
    private readonly Dictionary<ClaimKey, string> _notices;
    private readonly HashSet<string> _echoes;
    private HashSet<long> _followed = [];

    public Incoming(ReceiveMessages command, LookupKey lookup)
    {
        ClaimKey Message(string id) => ConversationClaims.OfMessage(lookup, command.Account, id);
        _echoes = [.. command.Notices.OfType<EchoNotice>().Select(e => e.ExternalId)];
        _messages = command.Messages.Select(m => m.ExternalId).Concat(_echoes).Distinct().ToDictionary(Message);
        _notices = command.Notices.Select(n => n.ExternalId).Distinct()
            .ToDictionary(id => ConversationClaims.OfNotice(lookup, command.Account, id));
        Targets = command.Notices.Select(TargetOf).Concat(_echoes).OfType<string>().Distinct().ToDictionary(Message);
        MayRemove = command.Notices.Any(n => n is DeletionNotice);
    }

    /// <summary>What the database knows.</summary>
    public Recollection Recollection { get; } = new();

    /// <summary>Messages that have to be looked up before it is decided, by their claims.</summary>
    public Dictionary<ClaimKey, string> Targets { get; }

    /// <summary>Claims of what came itself.</summary>
    public IReadOnlyCollection<ClaimKey> Keys => [.. _messages.Keys, .. _notices.Keys];

    /// <summary>Whether wordings may have to be overwritten.</summary>
    public bool MayRemove { get; }

    /// <summary>Another conversation has the sender's address.</summary>
    public bool Superseded { get; set; }

    /// <summary>Whether a claim is one of what came, and not of an address.</summary>
    public bool Owns(ClaimKey key) => _messages.ContainsKey(key) || _notices.ContainsKey(key);

    /// <summary>Whether a message's id is that of an echo.</summary>
    public bool IsEcho(string externalId) => _echoes.Contains(externalId);

    /// <summary>Notes claims that are held already.</summary>
    public void Remember(IEnumerable<ClaimKey> held)
    {
        foreach (var key in held)
        {
            if (_messages.TryGetValue(key, out var message))
                Recollection.Messages.Add(message);
            else if (_notices.TryGetValue(key, out var notice))
                Recollection.Notices.Add(notice);
        }
    }

    /// <summary>Notes messages that were read back.</summary>
    /// <param name="state">The state before they were read.</param>
    /// <param name="own">Which messages they are, by the provider's id.</param>
    /// <param name="recalled">What was read, by message.</param>
    public void Recall(Conversation state, IReadOnlyDictionary<string, long> own, IReadOnlyDictionary<long, Recalled> recalled)
    {
        _followed = [.. own.Values.Where(state.Follows)];
        Recollection.Targets.Clear();
        foreach (var (externalId, message) in own)
        {
            if (recalled.TryGetValue(message, out var read))
                Recollection.Targets.Add(externalId, read);
        }
    }

    /// <summary>
    /// Whether what was read may not be so any more: a message came meanwhile that a notice is about, or one that the state followed has
    /// passed out of its sight, perhaps changed.
    /// </summary>
    public bool IsStale(Conversation state) =>
        Targets.Values.Any(t => !Recollection.Targets.ContainsKey(t) && state.RecentExternalIds.Contains(t))
        || _followed.Any(m => !state.Follows(m));

    private static string? TargetOf(ContactNotice notice) => notice switch
    {
        EditNotice e => e.Target,
        DeletionNotice e => e.Target,
        ReactionNotice e => e.Target,
        WatermarkNotice e => e.Target,
        _ => null,
    };
}
