using System.Text.Json;
using Athera.Channels.Calls;
using Athera.Templates;

namespace Athera.Channels.Meta.WhatsApp;

/// <summary>Reads the templates of a business account from Meta.</summary>
internal sealed class WhatsAppTemplates(GraphApi api) : ITemplateSource
{
    /// <summary>The account's setting that says whose templates it sends.</summary>
    public const string BusinessAccountId = "businessAccountId";

    private const string Fields = "id,name,language,status,category,quality_score,rejected_reason,components";

    public async Task<TemplatePage?> ReadAsync(ChannelSettings settings, string? after, CancellationToken cancellation)
    {
        var path = $"{settings[BusinessAccountId]}/message_templates?limit=100&fields={Fields}"
            + (after is null ? "" : $"&after={Uri.EscapeDataString(after)}");
        var answer = await api.GetAsync(path, settings["accessToken"]!, cancellation);
        if (answer is not { Kind: AnswerKind.Answered, Status: 200 })
            return null;
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            return Read(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads a page.</summary>
    internal static TemplatePage? Read(JsonElement page)
    {
        var data = page.Member("data"u8);
        if (data.ValueKind != JsonValueKind.Array)
            return null;
        var paging = page.Member("paging"u8);
        return new TemplatePage(
            [.. data.EnumerateArray().Select(ReadOne).OfType<TemplateSpec>()],
            paging.Has("next"u8) ? paging.Member("cursors"u8).Member("after"u8).Id() : null);
    }

    /// <summary>The status that a word of Meta means.</summary>
    public static TemplateStatus StatusOf(string? word) => word?.ToUpperInvariant() switch
    {
        // A flag is a warning that it may be paused; until then it may be sent.
        "APPROVED" or "REINSTATED" or "FLAGGED" or "ACTIVE" => TemplateStatus.Approved,
        "REJECTED" => TemplateStatus.Rejected,
        "PAUSED" => TemplateStatus.Paused,
        "DISABLED" or "LIMIT_EXCEEDED" or "ARCHIVED" => TemplateStatus.Disabled,
        "DELETED" or "PENDING_DELETION" => TemplateStatus.Removed,
        _ => TemplateStatus.Pending,
    };

    private static TemplateSpec? ReadOne(JsonElement template) =>
        template.Member("name"u8).Id() is not { } name ? null : new TemplateSpec
        {
            Name = name,
            Language = template.Member("language"u8).Id() ?? "",
            Category = (template.Member("category"u8).Id() ?? "").ToLowerInvariant(),
            Status = StatusOf(template.Member("status"u8).Id()),
            Reason = template.Member("rejected_reason"u8).Id() is { } reason and not "NONE" ? reason : null,
            Quality = template.Member("quality_score"u8).Member("score"u8).Id(),
            ExternalId = template.Member("id"u8).Id(),
            Parts = WhatsAppTemplateParts.Read(template.Member("components"u8)),
        };
}
