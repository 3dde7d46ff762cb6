namespace Athera.Messages;

/// <summary>What a message says, in Athera's own terms.</summary>
[GenerateSerializer, Immutable, Alias("Athera.MessageContent")]
public sealed record MessageContent
{
    /// <summary>Longest text taken in or sent, in UTF-16 units. Providers carry at most 4,096 (WhatsApp) or 1,600 (Twilio).</summary>
    public const int MaxTextLength = 4096;

    /// <summary>What it is.</summary>
    [Id(0)] public required MessageKind Kind { get; init; }

    /// <summary>Text, caption, title of the button: what a person reads.</summary>
    [Id(1)] public string? Text { get; init; }

    /// <summary>What a button, list row or form carries for programs.</summary>
    [Id(2)] public string? Payload { get; init; }

    /// <summary>
    /// The provider's own element as it came, for kinds whose parts Athera does not read yet: kept, sealed, so that nothing of
    /// an accepted message is lost.
    /// </summary>
    [Id(3)] public string? Raw { get; init; }

    /// <summary>A plain text.</summary>
    public static MessageContent OfText(string text) => new() { Kind = MessageKind.Text, Text = text };

    /// <summary>Says what it is, and not what it says.</summary>
    public override string ToString() => $"MessageContent({Kind})";
}
