using Athera.Agents;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>What tells a contact that an AI speaks, in its language if that can be told and the tenant has said it in it.</summary>
internal static class Disclosing
{
    /// <summary>The text.</summary>
    public static string TextFor(Conversation state, AgentProfile profile)
    {
        if (profile.Disclosures.Count == 0)
            return profile.Disclosure;
        var said = string.Join(' ', state.Tail.Where(l => l.By == AuthorKind.Contact).Select(l => l.Text));
        return Languages.Guess(said) is { } language && profile.Disclosures.TryGetValue(language, out var text) ? text : profile.Disclosure;
    }
}
