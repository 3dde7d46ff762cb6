using System.Text.Json.Serialization;

namespace Athera.Knowledge.Documents;

/// <summary>What was read out of a source: its text in the order of reading, or why there is none.</summary>
public sealed record Document
{
    /// <summary>The text.</summary>
    public IReadOnlyList<DocumentBlock> Blocks { get; init; } = [];

    /// <summary>Why it could not be read, one of <see cref="DocumentFaults"/>; <see langword="null"/> if it was.</summary>
    public string? Fault { get; init; }

    /// <summary>A source that was not read.</summary>
    public static Document Failed(string fault) => new() { Fault = fault };

    /// <summary>Says whether it was read only.</summary>
    public override string ToString() => $"Document({Fault ?? "read"})";
}

/// <summary>A heading or a paragraph.</summary>
/// <param name="Level">1 to 6 for a heading, 1 being the outermost; 0 for text.</param>
/// <param name="Text">Its text; lines are kept apart by a line feed.</param>
public sealed record DocumentBlock(int Level, string Text)
{
    /// <summary>Says its level only.</summary>
    public override string ToString() => $"DocumentBlock({Level})";
}

/// <summary>The generated serializer of what a reading process answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Document))]
internal sealed partial class DocumentJson : JsonSerializerContext;
