using System.Text.Json.Serialization;

namespace Athera.Channels.WebChat;

/// <summary>A field of the form as it is set.</summary>
internal sealed record PreChatSetting(string? Name, string? Label, string? Type, bool Required);

/// <summary>Hours as they are set.</summary>
internal sealed record BusinessHoursSetting(
    string? TimeZone, IReadOnlyList<string>? Sunday, IReadOnlyList<string>? Monday, IReadOnlyList<string>? Tuesday,
    IReadOnlyList<string>? Wednesday, IReadOnlyList<string>? Thursday, IReadOnlyList<string>? Friday, IReadOnlyList<string>? Saturday)
{
    /// <summary>In the order of <see cref="DayOfWeek"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<IReadOnlyList<string>?> Days => [Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday];
}

/// <summary>Generated serializers of the structured settings. A name that is not known is a mistake, not a setting for later.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(PreChatSetting[]))]
[JsonSerializable(typeof(BusinessHoursSetting))]
internal sealed partial class WebChatJson : JsonSerializerContext;
