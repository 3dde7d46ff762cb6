namespace Athera.Mutants.Sources;

/// <summary>One change of one source file.</summary>
/// <param name="File">The file, relative to the repository's root.</param>
/// <param name="Text">What is replaced; it occurs exactly once, or the change could mean something else than it did.</param>
/// <param name="Replacement">What stands there instead.</param>
internal sealed record SourceEdit(string File, string Text, string Replacement)
{
    /// <summary>How often the text occurs in a source.</summary>
    public int CountIn(string source) => source.Split(Text).Length - 1;

    /// <summary>Makes the change.</summary>
    /// <exception cref="MutantException">The text does not occur exactly once.</exception>
    public string ApplyTo(string source) => CountIn(source) == 1
        ? source.Replace(Text, Replacement, StringComparison.Ordinal)
        : throw new MutantException($"{File} has changed: the text of a mutant occurs {CountIn(source)} times in it.");
}
