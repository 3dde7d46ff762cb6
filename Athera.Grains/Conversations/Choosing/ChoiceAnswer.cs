using System.Globalization;
using Athera.Messages;

namespace Athera.Conversations.Choosing;

/// <summary>Reads an answer to choices that were sent as numbered lines: the number, or the title, as the whole message.</summary>
internal static class ChoiceAnswer
{
    /// <summary>
    /// The message as a tap would have brought it, with what was really written kept beside it; or the message as it is.
    /// </summary>
    public static MessageContent Read(Conversation state, MessageContent content, Circumstances now)
    {
        if (state.Offered is not { } offered || content is not { Kind: MessageKind.Text, Payload: null, Text: { } text }
            || !ChoiceRendering.IsNumbered(offered, now.Terms.Forms) || Chosen(offered, text) is not { } option)
            return content;
        return content with
        {
            Kind = offered.Form == ChoiceForm.List ? MessageKind.ListReply : MessageKind.ButtonReply,
            Text = option.Title,
            Payload = option.Id,
            Raw = text,
        };
    }

    private static Choice? Chosen(Choices offered, string text)
    {
        var answer = text.Trim().TrimEnd('.', ')', '!');
        return int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number > 0 && number <= offered.Options.Count ? offered.Options[number - 1] : null
            : offered.Options.FirstOrDefault(o => string.Equals(o.Title.Trim(), answer, StringComparison.OrdinalIgnoreCase));
    }
}
