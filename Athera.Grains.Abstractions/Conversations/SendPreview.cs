using Athera.Channels;
using Athera.Messages;

namespace Athera.Conversations;

/// <summary>What may be sent over a conversation now, and what would become of a given message.</summary>
[GenerateSerializer, Immutable, Alias("Athera.SendPreview")]
public sealed record SendPreview
{
    /// <summary>Each way of sending, and why not.</summary>
    [Id(0)] public required IReadOnlyList<SendOption> Options { get; init; }

    /// <summary>Why nothing of the account leaves just now; what is sent waits. <see langword="null"/> when it does.</summary>
    [Id(1)] public AccountHold? Hold { get; init; }

    /// <summary>Longest text of one message, in UTF-16 units.</summary>
    [Id(2)] public required int MaxTextLength { get; init; }

    /// <summary>Longest text of one message in UTF-8 bytes, where the channel counts those.</summary>
    [Id(3)] public int? MaxTextBytes { get; init; }

    /// <summary>Messages one text may become.</summary>
    [Id(4)] public required int MaxParts { get; init; }

    /// <summary>What the given text would be sent as, in order.</summary>
    [Id(5)] public IReadOnlyList<SendPart> Parts { get; init; } = [];

    /// <summary>Why the given message could not be sent; <see langword="null"/> when it could, or none was given.</summary>
    [Id(6)] public Refusal? Refusal { get; init; }

    /// <summary>Forms of choices the channel has; others are sent as numbered lines.</summary>
    [Id(7)] public IReadOnlyList<ChoiceForm> Forms { get; init; } = [];

    /// <summary>Says nothing of what would be sent.</summary>
    public override string ToString() => nameof(SendPreview);
}

/// <summary>A way of sending.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Allowed">Whether it is open now.</param>
/// <param name="Reason">Why not, one of <see cref="Faults"/>.</param>
/// <param name="Message">Why not, for people.</param>
/// <param name="Until">When it closes by itself, as far as that is known.</param>
[GenerateSerializer, Immutable, Alias("Athera.SendOption")]
public sealed record SendOption(
    [property: Id(0)] SendKind Kind, [property: Id(1)] bool Allowed, [property: Id(2)] string? Reason = null,
    [property: Id(3)] string? Message = null, [property: Id(4)] DateTimeOffset? Until = null);

/// <summary>The ways of sending.</summary>
[GenerateSerializer, Alias("Athera.SendKind")]
public enum SendKind
{
    /// <summary>Any words, by anybody: a person, the agent, a program.</summary>
    FreeText = 1,

    /// <summary>Any words by a person, which some channels let be sent later than a program's.</summary>
    HumanAgent = 2,

    /// <summary>A template that is no marketing.</summary>
    Template = 3,

    /// <summary>A template that is marketing.</summary>
    MarketingTemplate = 4,
}

/// <summary>One message that a text would be sent as.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Segments">What the provider bills it as, where it counts segments.</param>
/// <param name="Encoding">How it is encoded, where the provider counts segments.</param>
[GenerateSerializer, Immutable, Alias("Athera.SendPart")]
public sealed record SendPart(
    [property: Id(0)] string Text, [property: Id(1)] int? Segments = null, [property: Id(2)] TextEncoding? Encoding = null)
{
    /// <summary>Says nothing of what it says.</summary>
    public override string ToString() => $"SendPart({Segments})";
}

/// <summary>How a text message is encoded on a phone network.</summary>
[GenerateSerializer, Alias("Athera.TextEncoding")]
public enum TextEncoding
{
    /// <summary>Seven bits a character: 160 in one segment, 153 in each of several; a few characters take two.</summary>
    Gsm7 = 1,

    /// <summary>Sixteen bits: 70 UTF-16 units in one segment, 67 in each of several.</summary>
    Ucs2 = 2,
}
