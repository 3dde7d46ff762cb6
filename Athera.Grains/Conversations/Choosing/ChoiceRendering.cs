using System.Globalization;
using System.Text;
using Athera.Messages;

namespace Athera.Conversations.Choosing;

/// <summary>
/// Brings what is offered into a form the channel has: the one asked for, another that says the same, or numbered lines of text.
/// </summary>
public static class ChoiceRendering
{
    /// <summary>Words on the button that opens a list when none are given.</summary>
    public const string DefaultOpener = "Options";

    /// <summary>The content as it is sent.</summary>
    /// <param name="content">As it was written.</param>
    /// <param name="forms">Forms the channel has.</param>
    public static MessageContent For(MessageContent content, IReadOnlyList<ChoiceForm> forms) =>
        content.Choices is not { } choices ? content
        : Fitting(choices, forms) is { } form ? content with { Choices = choices with { Form = form } }
        : MessageContent.OfText(Numbered(content.Text, choices));

    /// <summary>Whether the contact gets numbered lines.</summary>
    public static bool IsNumbered(Choices choices, IReadOnlyList<ChoiceForm> forms) => Fitting(choices, forms) is null;

    /// <summary>The text with the choices below it, one a line.</summary>
    public static string Numbered(string? text, Choices choices)
    {
        var lines = new StringBuilder(text);
        string? section = null;
        for (var i = 0; i < choices.Options.Count; i++)
        {
            var option = choices.Options[i];
            if (option.Section is { Length: > 0 } heading && heading != section)
                lines.Append(i == 0 ? "\n\n" : "\n").Append(heading);
            else if (i == 0)
                lines.Append('\n');
            section = option.Section;
            lines.Append(CultureInfo.InvariantCulture, $"\n{i + 1}. {option.Title}");
            if (option.Description is { Length: > 0 } description)
                lines.Append(CultureInfo.InvariantCulture, $" - {description}");
        }
        return lines.ToString();
    }

    // Quick replies are buttons that vanish, a list is many buttons: one may stand for another where everything fits.
    private static ChoiceForm? Fitting(Choices choices, IReadOnlyList<ChoiceForm> forms)
    {
        if (forms.Contains(choices.Form))
            return choices.Form;
        var plain = choices.Options.All(o => o.Description is null && o.Title.Length <= Choices.MaxButtonTitle);
        return forms.Contains(ChoiceForm.Buttons) && plain && choices.Options.Count <= Choices.MaxButtons ? ChoiceForm.Buttons
            : forms.Contains(ChoiceForm.QuickReplies) && plain ? ChoiceForm.QuickReplies
            : forms.Contains(ChoiceForm.List) ? ChoiceForm.List
            : null;
    }
}
