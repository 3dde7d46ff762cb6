namespace Athera.Messages;

/// <summary>What a message is. The numbers are stored: never change or reuse one.</summary>
[GenerateSerializer, Alias("Athera.MessageKind")]
public enum MessageKind : short
{
    /// <summary>Plain text.</summary>
    Text = 1,

    /// <summary>A picture, perhaps with a caption.</summary>
    Image = 2,

    /// <summary>A sound file.</summary>
    Audio = 3,

    /// <summary>A recorded voice note.</summary>
    Voice = 4,

    /// <summary>A film, perhaps with a caption.</summary>
    Video = 5,

    /// <summary>A file; its name is display text and never a path.</summary>
    Document = 6,

    /// <summary>A sticker.</summary>
    Sticker = 7,

    /// <summary>A place.</summary>
    Location = 8,

    /// <summary>Contact cards.</summary>
    Contacts = 9,

    /// <summary>A tap on a button.</summary>
    ButtonReply = 10,

    /// <summary>A choice from a list.</summary>
    ListReply = 11,

    /// <summary>A filled-in form.</summary>
    FormReply = 12,

    /// <summary>A cart from the catalogue.</summary>
    Order = 13,

    /// <summary>A pre-approved template.</summary>
    Template = 14,

    /// <summary>Text with buttons or a list.</summary>
    Interactive = 15,

    /// <summary>Something the channel announced but cannot carry.</summary>
    Unsupported = 16,

    /// <summary>A post, reel or product somebody shared.</summary>
    Share = 17,

    /// <summary>The contact mentions the tenant in a story of its own; nothing is said to the tenant.</summary>
    StoryMention = 18,
}
