using Athera.Channels;
using Athera.Messages;

namespace Athera.Conversations.SendingRules;

/// <summary>Tells what may be sent, before anybody tries.</summary>
internal static class Previewing
{
    /// <summary>What may be sent now.</summary>
    /// <param name="state">The conversation.</param>
    /// <param name="command">A message somebody writes; with neither text nor template only the ways of sending are told.</param>
    /// <param name="account">The account, if it is still connected.</param>
    /// <param name="now">The circumstances.</param>
    public static SendPreview Of(Conversation state, SendMessage command, ConnectedAccount? account, Circumstances now)
    {
        var given = command.Text.Length > 0 || command.Template is not null;
        var wrong = given ? Sending.Check(state, command, now) : null;
        return new SendPreview
        {
            Options =
            [
                Option(state, SendKind.FreeText, new Sendable(AuthorKind.Agent), now),
                Option(state, SendKind.HumanAgent, new Sendable(AuthorKind.User), now),
                Option(state, SendKind.Template, new Sendable(AuthorKind.User, Template: true), now),
                Option(state, SendKind.MarketingTemplate, new Sendable(AuthorKind.User, Template: true, Marketing: true), now),
            ],
            Hold = account?.Hold,
            MaxTextLength = now.MaxTextLength,
            MaxTextBytes = now.MaxTextBytes,
            MaxParts = Conversation.MaxParts,
            Parts = given && Composing.Check(command, now) is null ? Parts(command, account, now) : [],
            Refusal = wrong,
            Forms = now.Terms.Forms,
        };
    }

    private static SendOption Option(Conversation state, SendKind kind, Sendable sending, Circumstances now) =>
        RuleBook.Forbids(state, sending, now) is { } fault
            ? new SendOption(kind, false, fault.Code, RuleBook.Explain(fault.Code, now))
            : new SendOption(kind, true, Until: sending.Template ? null : WindowRule.ClosesAt(state, sending.By, now));

    private static List<SendPart> Parts(SendMessage command, ConnectedAccount? account, Circumstances now) =>
    [
        .. Composing.Of(command, now).Select(content => Choosing.ChoiceRendering.For(content, now.Terms.Forms).Text ?? "").Select(text =>
            account?.Channel.SegmentsOf(account.Settings, text) is { } segments
                ? new SendPart(text, segments.Count, segments.Encoding)
                : new SendPart(text)),
    ];
}
