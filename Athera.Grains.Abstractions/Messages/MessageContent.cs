using System.Text.Json.Serialization;

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

    /// <summary>Its files, in their order; at most <see cref="MediaPart.MaxParts"/>.</summary>
    // What was stored before there were such parts has no such member, and a generated reader then sets null.
    [Id(4)] public IReadOnlyList<MediaPart> Media { get; init => field = value ?? []; } = [];

    /// <summary>The place, of a location.</summary>
    [Id(5)] public Place? Place { get; init; }

    /// <summary>The cards, of contacts.</summary>
    [Id(6)] public IReadOnlyList<ContactCard> Cards { get; init => field = value ?? []; } = [];

    /// <summary>The cart, of an order.</summary>
    [Id(7)] public Cart? Cart { get; init; }

    /// <summary>What brought the contact here: an advertisement, a post, a product, a story.</summary>
    [Id(8)] public Referral? Referral { get; init; }

    /// <summary>The contact passed it on from somebody else.</summary>
    [Id(9), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool Forwarded { get; init; }

    /// <summary>The buttons or the list, of an interactive message to the contact.</summary>
    [Id(10)] public Choices? Choices { get; init; }

    /// <summary>Which template, filled in how, of a template message to the contact.</summary>
    [Id(11)] public TemplateUse? Template { get; init; }

    /// <summary>A plain text.</summary>
    public static MessageContent OfText(string text) => new() { Kind = MessageKind.Text, Text = text };

    /// <summary>Says what it is, and not what it says.</summary>
    public override string ToString() => $"MessageContent({Kind})";
}
