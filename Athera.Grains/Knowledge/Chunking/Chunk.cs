namespace Athera.Knowledge.Chunking;

/// <summary>A part of a document, small enough to be told to a model and large enough to be understood.</summary>
/// <param name="Path">The headings it stands under, outermost first.</param>
/// <param name="Text">Its text, at most <see cref="Chunker.MaxLength"/> characters.</param>
public sealed record Chunk(IReadOnlyList<string> Path, string Text)
{
    /// <summary>Says its length only.</summary>
    public override string ToString() => $"Chunk({Text.Length})";
}
