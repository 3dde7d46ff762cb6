using System.Buffers;
using Athera.Agents;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>Looks whether a contact is a machine, so that it is not answered for ever: says so, says back, or writes as no person can.</summary>
internal static class LoopWatch
{
    private const int ShortestMirror = 20;

    // How assistants introduce themselves. A person who writes one of these is answered a few times and then by a person.
    private static readonly SearchValues<string> Declarations = SearchValues.Create(
    [
        "i am an ai", "i'm an ai", "i’m an ai", "i am a virtual assistant", "i'm a virtual assistant", "i am an automated", "this is an automated",
        "automated reply", "automatic reply", "out of office", "i am a chatbot", "i am a bot", "ich bin ein ki", "ich bin eine ki",
        "ich bin ein virtueller assistent", "automatische antwort", "je suis un assistant virtuel", "je suis une ia", "réponse automatique",
        "soy un asistente virtual", "soy una ia", "respuesta automática", "sou um assistente virtual", "sou uma ia", "resposta automática",
        "sono un assistente virtuale", "risposta automatica", "ik ben een virtuele assistent", "automatisch antwoord", "ben bir yapay zeka",
        "jestem asystentem ai", "я виртуальный помощник", "автоматический ответ", "我是ai", "我是人工智能", "私はaiアシスタント", "أنا مساعد افتراضي",
    ], StringComparison.OrdinalIgnoreCase);

    /// <summary>Notices it.</summary>
    /// <param name="draft">The decision, the message already in it.</param>
    /// <param name="before">The state before the message.</param>
    /// <param name="content">The message.</param>
    /// <param name="profile">How the agent behaves.</param>
    public static void Watch(this Draft draft, Conversation before, MessageContent content, AgentProfile profile)
    {
        if (profile.HandOver.MachineAnswers > 0 && !before.Suspicion.IsMachine && SignOf(draft.State, before, content, profile) is { } sign)
            draft.Raise(new MachineNoticed(sign));
    }

    /// <summary>Whether it has been answered often enough.</summary>
    public static bool IsLoop(Conversation state, AgentProfile profile) =>
        state.Suspicion.IsMachine && profile.HandOver.MachineAnswers is > 0 and var most && state.Suspicion.Answers >= most;

    private static string? SignOf(Conversation after, Conversation before, MessageContent content, AgentProfile profile)
    {
        if (content.Text is not { } text)
            return null;
        if (text.AsSpan().ContainsAny(Declarations)
            || text.StartsWith($"{profile.Disclosure}\n\n", StringComparison.Ordinal))
            return "declared";
        if (text.Length >= ShortestMirror && before.Tail.Any(l => l.By == AuthorKind.Agent && l.Text == text))
            return "mirrored";
        return after.Suspicion.HasRhythm ? "rhythm" : null;
    }
}
