using System.Text.Json;
using Athera.Chat;

namespace Athera.Channels.WebChat;

/// <summary>What visitors are asked for before a chat: the setting, and what may be entered.</summary>
internal static class PreChatForm
{
    /// <summary>The field that becomes the contact's name.</summary>
    public const string NameField = "name";

    private const int MaxName = 32, MaxLabel = 80, MinPhoneDigits = 7;
    private static readonly string[] Types = ["text", "email", "phone"];

    /// <summary>Reads the setting, a JSON array of <c>{name, label, type, required}</c>.</summary>
    public static IReadOnlyList<PreChatField> Read(string? json, out string? wrong)
    {
        wrong = null;
        if (string.IsNullOrEmpty(json))
            return [];
        try
        {
            var fields = (JsonSerializer.Deserialize(json, WebChatJson.Default.PreChatSettingArray) ?? []).Select(Field).ToList();
            wrong = Wrong(fields);
            return wrong is null ? fields : [];
        }
        catch (JsonException)
        {
            wrong = """is not a JSON array such as [{"name":"email","label":"E-mail","type":"email","required":true}]""";
            return [];
        }
    }

    /// <summary>What is wrong with what a visitor entered, by field; empty if nothing is. What is missing is the client's to ask for.</summary>
    public static IReadOnlyDictionary<string, string> Check(
        IReadOnlyList<PreChatField> form, IReadOnlyDictionary<string, string> entered)
    {
        var problems = new Dictionary<string, string>();
        if (entered.Count > ChatMessage.MaxFields)
            return new Dictionary<string, string> { ["fields"] = $"are more than {ChatMessage.MaxFields}" };
        foreach (var (name, value) in entered)
        {
            if (form.FirstOrDefault(field => field.Name == name) is not { } field)
                problems["fields"] = "hold one that is not asked for";
            else if (value is not { Length: <= ChatMessage.MaxFieldLength })
                problems[name] = $"is longer than {ChatMessage.MaxFieldLength} characters";
            else if (value.Length > 0 && !Fits(field.Type, value))
                problems[name] = $"is not a value of type {field.Type}";
        }
        return problems;
    }

    private static PreChatField Field(PreChatSetting setting) => new(
        setting.Name ?? "", setting.Label is { Length: > 0 } label ? label : setting.Name ?? "", setting.Type ?? "text", setting.Required);

    private static string? Wrong(List<PreChatField> fields) =>
        fields.Count > ChatMessage.MaxFields ? $"has more than {ChatMessage.MaxFields} fields"
        : fields.Any(field => !IsName(field.Name)) ? $"has a field whose name is not 1 to {MaxName} letters and digits"
        : fields.DistinctBy(field => field.Name).Count() != fields.Count ? "has a field twice"
        : fields.Find(field => field.Label.Length > MaxLabel) is { } wordy ? $"{wordy.Name}: the label is longer than {MaxLabel} characters"
        : fields.Find(field => !Types.Contains(field.Type)) is { } odd ? $"{odd.Name}: the type must be one of {string.Join(", ", Types)}"
        : null;

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxName && char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit);

    // Not whether there is such an address: only what cannot be one is turned away, while the visitor can still correct it.
    private static bool Fits(string type, string value) => type switch
    {
        "email" => value.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < value.Length - 1 && !value.Any(char.IsWhiteSpace),
        "phone" => value.Count(char.IsAsciiDigit) >= MinPhoneDigits
            && value.All(letter => char.IsAsciiDigit(letter) || letter is '+' or ' ' or '-' or '(' or ')' or '.' or '/'),
        _ => true,
    };
}
