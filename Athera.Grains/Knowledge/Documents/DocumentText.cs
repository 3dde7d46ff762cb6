using System.Text;

namespace Athera.Knowledge.Documents;

/// <summary>Collects the blocks of a document, cleaned and counted.</summary>
public sealed class DocumentText
{
    /// <summary>A heading longer than this is text that somebody made big.</summary>
    public const int MaxHeading = 200;

    private readonly List<DocumentBlock> _blocks = [];
    private int _characters;

    /// <summary>There is more than may be; nothing is added any more.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>What was collected, or the fault that it is nothing or too much.</summary>
    public Document Document => IsTooLong ? Document.Failed(DocumentFaults.TooLong)
        : _blocks.Count == 0 ? Document.Failed(DocumentFaults.Empty)
        : new Document { Blocks = _blocks };

    /// <summary>Adds a block, unless nothing of it can be seen.</summary>
    public void Add(int level, string text)
    {
        var clean = Clean(text);
        if (clean.Length == 0 || IsTooLong)
            return;
        _characters += clean.Length;
        IsTooLong = _characters > KnowledgeLimits.MaxCharacters;
        var heading = clean.Length <= MaxHeading ? level : 0;
        _blocks.Add(new DocumentBlock(heading, heading > 0 ? clean.ReplaceLineEndings(" ") : clean));
    }

    // Databases refuse the null character, and no reader sees the others.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')
                clean.Append(rune.ToString());
        }
        return clean.ToString().Trim();
    }
}
