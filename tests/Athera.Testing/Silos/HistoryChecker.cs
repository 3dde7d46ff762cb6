using Athera.Lab.Meta;

namespace Athera.Testing.Silos;

/// <summary>
/// Compares what was accepted, what is shown and what was sent. It assumes that each message is answered for itself by an agent that
/// says the message back.
/// </summary>
public static class HistoryChecker
{
    /// <summary>Whatever broke a promise, a line each; empty when all were kept.</summary>
    public static IReadOnlyList<string> Violations(CustomerHistory history) =>
        [.. Received(history).Concat(Sent(history)).Concat(Answered(history)).Select(wrong => $"{history.Customer}: {wrong}")];

    private static IEnumerable<string> Received(CustomerHistory history)
    {
        var accepted = history.Accepted.Select(text => text.MessageId).ToList();
        var shown = history.Incoming.Select(message => message.ExternalId ?? "").ToList();
        foreach (var (number, id) in accepted.Index())
        {
            var times = shown.Count(one => one == id);
            if (times == 0)
                yield return $"message {number} was accepted and is lost";
            else if (times > 1)
                yield return $"message {number} stands {times} times in the transcript";
        }
        foreach (var phantom in shown.Except(accepted))
            yield return $"{phantom} was never written";
        if (!shown.Intersect(accepted).SequenceEqual(accepted.Intersect(shown)))
            yield return $"the order is {string.Join(' ', shown.Select(id => accepted.IndexOf(id)))}";
    }

    private static IEnumerable<string> Sent(CustomerHistory history)
    {
        // The callback data is the message's own id, the same for every try at it.
        foreach (var repeated in history.Sends.CountBy(send => send.CallbackData ?? "").Where(send => send.Value > 1))
            yield return $"{repeated.Key} was sent {repeated.Value} times";
        var sent = history.Sends.Select(send => send.MessageId).ToHashSet();
        var told = history.Outgoing.Select(message => message.ExternalId ?? "").ToHashSet();
        foreach (var message in history.Outgoing.Where(message => !sent.Contains(message.ExternalId ?? "")))
            yield return $"{message.Id} is {message.State} and was never sent";
        foreach (var id in sent.Except(told))
            yield return $"{id} was sent and is not in the transcript";
        foreach (var message in history.Outgoing.Where(message => message.State != "read"))
            yield return $"{message.Id} is {message.State}, not read";
    }

    private static IEnumerable<string> Answered(CustomerHistory history)
    {
        if (history.Sends.Count != history.Accepted.Count)
            yield return $"{history.Accepted.Count} messages got {history.Sends.Count} answers";
        foreach (var (number, (text, send)) in history.Accepted.Zip(history.Sends).Index())
        {
            // The first answer of a conversation begins with a line about who is speaking.
            if (!Says(send, text))
                yield return $"answer {number} belongs to message {history.Accepted.ToList().FindIndex(other => Says(send, other))}";
        }
    }

    private static bool Says(GraphSend send, WhatsAppText text) => send.Text.Split('\n')[^1] == text.Text;
}
