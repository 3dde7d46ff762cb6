using Athera.Messages;

namespace Athera.Conversations.Choosing;

/// <summary>What may be offered to tap; the limits are in <see cref="Choices"/>.</summary>
internal static class ChoiceRules
{
    private const int MaxOpener = 20;

    // The narrowest of those that show words above something to tap.
    private const int MaxText = 1024;

    /// <summary>What is wrong with choices, or <see langword="null"/>.</summary>
    public static string? Check(Choices choices, string text) =>
        !Enum.IsDefined(choices.Form) ? "have no such form"
        : choices.Options is not { Count: > 0 } options ? "are none"
        : options.Count > Most(choices.Form) ? $"are more than {Most(choices.Form)}"
        : options.Any(o => o.Id is not { Length: > 0 and <= Choices.MaxId }) ? $"must each have an id of 1 to {Choices.MaxId} characters"
        : options.Select(o => o.Id).Distinct(StringComparer.Ordinal).Count() < options.Count ? "have one id twice"
        : options.Any(o => string.IsNullOrWhiteSpace(o.Title) || o.Title.Length > MaxTitle(choices.Form))
            ? $"must each have a title of 1 to {MaxTitle(choices.Form)} characters"
        : options.Select(o => o.Title.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).Count() < options.Count ? "have one title twice"
        : options.Any(o => o.Description?.Length > Choices.MaxRowDescription)
            ? $"must have descriptions of at most {Choices.MaxRowDescription} characters"
        : options.Any(o => o.Section?.Length > Choices.MaxRowTitle) ? $"must have sections of at most {Choices.MaxRowTitle} characters"
        : choices.Form != ChoiceForm.List && options.Any(o => o.Description is not null || o.Section is not null)
            ? "have descriptions and sections in a list only"
        : choices.Opener is { } opener && (choices.Form != ChoiceForm.List || opener.Length is 0 or > MaxOpener)
            ? $"have an opener of 1 to {MaxOpener} characters, in a list only"
        : text.Length > MaxText ? $"stand below a text of at most {MaxText} characters"
        : null;

    private static int Most(ChoiceForm form) => form switch
    {
        ChoiceForm.Buttons => Choices.MaxButtons,
        _ => Choices.MaxRows,
    };

    private static int MaxTitle(ChoiceForm form) => form == ChoiceForm.List ? Choices.MaxRowTitle : Choices.MaxButtonTitle;
}
