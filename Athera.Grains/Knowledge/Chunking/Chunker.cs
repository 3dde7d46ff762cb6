using System.Text;
using Athera.Knowledge.Documents;

namespace Athera.Knowledge.Chunking;

/// <summary>
/// Cuts a document into parts: at headings, then between paragraphs, then between sentences, then between words. Every word is in one
/// part, in its order, and the same document gives the same parts.
/// </summary>
public sealed class Chunker
{
    /// <summary>Most characters of a part: about 300 tokens, so that eight of them leave a small model room to think.</summary>
    public const int MaxLength = 1200;

    private const string Between = "\n\n";

    private readonly List<Chunk> _chunks = [];
    private readonly List<DocumentBlock> _headings = [];
    private readonly StringBuilder _text = new();
    private bool _isBare;

    private Chunker() { }

    /// <summary>Cuts.</summary>
    public static IReadOnlyList<Chunk> Split(IReadOnlyList<DocumentBlock> blocks)
    {
        var chunker = new Chunker();
        foreach (var block in blocks)
        {
            if (block.Level > 0)
                chunker.Open(block);
            else
                chunker.Add(block.Text);
        }
        chunker.Close(outermost: 0);
        return chunker._chunks;
    }

    private void Open(DocumentBlock heading)
    {
        Close(heading.Level);
        _headings.RemoveAll(h => h.Level >= heading.Level);
        _headings.Add(heading);
        _isBare = true;
    }

    // A heading that nothing stands under is what there is to say, as in a list of headings.
    private void Close(int outermost)
    {
        Flush();
        if (!_isBare || _headings[^1].Level < outermost)
            return;
        _chunks.Add(new Chunk([.. _headings.SkipLast(1).Select(h => h.Text)], _headings[^1].Text));
        _isBare = false;
    }

    private void Add(string paragraph)
    {
        _isBare = false;
        foreach (var piece in Cuts.Pieces(paragraph, MaxLength))
        {
            if (_text.Length + Between.Length + piece.Length > MaxLength)
                Flush();
            if (_text.Length > 0)
                _text.Append(Between);
            _text.Append(piece);
        }
    }

    private void Flush()
    {
        if (_text.Length > 0)
            _chunks.Add(new Chunk([.. _headings.Select(h => h.Text)], _text.ToString()));
        _text.Clear();
    }
}
