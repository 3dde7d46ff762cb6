using Athera.Channels;
using Athera.Conversations;
using Athera.Messages;

namespace Athera.Api.Conversations;

/// <summary>What may be sent now, and what would become of a given message.</summary>
public sealed record SendPreviewBody
{
    /// <summary>Any words, by anybody: a person, the agent, a program.</summary>
    public required SendOptionBody FreeText { get; init; }

    /// <summary>Any words by a person, which some channels take later than a program's.</summary>
    public required SendOptionBody HumanAgent { get; init; }

    /// <summary>A template that is no marketing.</summary>
    public required SendOptionBody Template { get; init; }

    /// <summary>A template that is marketing.</summary>
    public required SendOptionBody MarketingTemplate { get; init; }

    /// <summary>Why nothing of the account leaves just now: what is sent waits.</summary>
    public required AccountHold? Hold { get; init; }

    /// <summary>Longest text of one message, in UTF-16 units.</summary>
    public required int MaxTextLength { get; init; }

    /// <summary>Longest text of one message in UTF-8 bytes, where the channel counts those.</summary>
    public required int? MaxTextBytes { get; init; }

    /// <summary>Messages one text may become.</summary>
    public required int MaxParts { get; init; }

    /// <summary>Forms of choices the channel has; others are sent as numbered lines.</summary>
    public required IReadOnlyList<ChoiceForm> ChoiceForms { get; init; }

    /// <summary>What the given text would be sent as, in order.</summary>
    public required IReadOnlyList<SendPart> Parts { get; init; }

    /// <summary>Why the given message could not be sent.</summary>
    public required SendRefusalBody? Refused { get; init; }

    /// <summary>Shows it.</summary>
    public static SendPreviewBody Of(SendPreview preview) => new()
    {
        FreeText = Option(preview, SendKind.FreeText),
        HumanAgent = Option(preview, SendKind.HumanAgent),
        Template = Option(preview, SendKind.Template),
        MarketingTemplate = Option(preview, SendKind.MarketingTemplate),
        Hold = preview.Hold,
        MaxTextLength = preview.MaxTextLength,
        MaxTextBytes = preview.MaxTextBytes,
        MaxParts = preview.MaxParts,
        ChoiceForms = preview.Forms,
        Parts = preview.Parts,
        Refused = preview.Refusal is { } refusal ? new SendRefusalBody(refusal.Code, refusal.Message, refusal.Fields) : null,
    };

    /// <summary>Says nothing of what would be sent.</summary>
    public override string ToString() => nameof(SendPreviewBody);

    private static SendOptionBody Option(SendPreview preview, SendKind kind)
    {
        var option = preview.Options.First(o => o.Kind == kind);
        return new SendOptionBody(option.Allowed, option.Reason, option.Message, option.Until);
    }
}

/// <summary>A way of sending.</summary>
/// <param name="Allowed">Whether it is open now.</param>
/// <param name="Reason">Why not: a stable name, the same that a send would be refused with.</param>
/// <param name="Message">Why not, for people.</param>
/// <param name="Until">When it closes by itself.</param>
public sealed record SendOptionBody(bool Allowed, string? Reason, string? Message, DateTimeOffset? Until);

/// <summary>Why a message could not be sent.</summary>
/// <param name="Code">A stable name.</param>
/// <param name="Message">For people.</param>
/// <param name="Fields">What is wrong, by field.</param>
public sealed record SendRefusalBody(string Code, string Message, IReadOnlyDictionary<string, string>? Fields);
