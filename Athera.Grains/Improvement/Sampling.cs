using Athera.Contacts;
using Athera.Messages;

namespace Athera.Improvement;

/// <summary>Cuts samples out of a transcript.</summary>
internal static class Sampling
{
    private const int LinesBefore = 6;

    /// <summary>Every answer of an agent, with what was said before. What was said before the contact agreed, was taken back, or was
    /// written by a person of the tenant is in none.</summary>
    /// <param name="transcript">Oldest first.</param>
    /// <param name="contact">Whose it is.</param>
    /// <param name="agreedAt">Since when the contact agrees.</param>
    public static IReadOnlyList<ImprovementSample> Of(IEnumerable<MessageView> transcript, Contact contact, DateTimeOffset agreedAt)
    {
        var (samples, lines) = (new List<ImprovementSample>(), new List<SampleLine>());
        foreach (var message in transcript.Where(m => m.CommittedAt >= agreedAt && m.DeletedAt is null))
        {
            if (message is not { Text: { } said, Author.Kind: AuthorKind.Contact or AuthorKind.Agent })
                continue;
            var line = new SampleLine(message.Author.Kind, SampleText.Masked(said, contact));
            if (line.By == AuthorKind.Agent && lines.Any(l => l.By == AuthorKind.Contact))
                samples.Add(new ImprovementSample(message.Id, [.. lines.TakeLast(LinesBefore)], line.Text));
            lines.Add(line);
        }
        return samples;
    }

    /// <summary>
    /// Since when a contact agrees; <see langword="null"/> when it does not. Of a contact that was merged the one it was merged into speaks,
    /// but a no of either is a no.
    /// </summary>
    /// <param name="chain">The contact, and whom it was merged into.</param>
    public static DateTimeOffset? AgreedAt(IReadOnlyList<Contact> chain)
    {
        var words = chain.Select(c => c.Consents.FirstOrDefault(w => w is { Purpose: ConsentPurposes.Improvement, Account: null })).ToList();
        return words is [.., { Granted: true } last] && words.All(w => w?.Granted != false) ? last.At : null;
    }
}
