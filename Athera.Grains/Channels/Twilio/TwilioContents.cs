using System.Text.Json;
using Athera.Channels.Calls;
using Athera.Templates;

namespace Athera.Channels.Twilio;

/// <summary>
/// Reads content templates from Twilio. The list that tells of approvals is asked; a service that has only the plain list tells
/// nothing of them, and then Twilio decides when one is sent.
/// </summary>
internal sealed class TwilioContents(TwilioApi api) : ITemplateSource
{
    private const string WithApprovals = "/v1/ContentAndApprovals?PageSize=100", Plain = "/v1/Content?PageSize=100";

    public async Task<TemplatePage?> ReadAsync(ChannelSettings settings, string? after, CancellationToken cancellation)
    {
        var answer = await AskAsync(settings, after ?? WithApprovals, cancellation);
        if (after is null && answer is { Kind: AnswerKind.Answered, Status: 404 })
            answer = await AskAsync(settings, Plain, cancellation);
        if (answer is not { Kind: AnswerKind.Answered, Status: 200 })
            return null;
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            return Read(json.RootElement, isWhatsApp: TwilioAddresses.IsWhatsApp(settings[TwilioSettings.From]));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads a page.</summary>
    internal static TemplatePage? Read(JsonElement page, bool isWhatsApp)
    {
        var contents = page.Member("contents"u8);
        if (contents.ValueKind != JsonValueKind.Array)
            return null;
        // Of the address only path and query count: the token goes to the configured host and nowhere else.
        var next = page.Member("meta"u8).Member("next_page_url"u8).Text();
        return new TemplatePage(
            [.. contents.EnumerateArray().Select(content => ReadOne(content, isWhatsApp)).OfType<TemplateSpec>()],
            Uri.TryCreate(next, UriKind.Absolute, out var url) ? PathOf(url) : null);
    }

    private Task<ProviderAnswer> AskAsync(ChannelSettings settings, string path, CancellationToken cancellation) =>
        api.GetContentAsync(settings[TwilioSettings.AccountSid]!, settings[TwilioSettings.AuthToken]!, path, cancellation);

    private static string? PathOf(Uri url) =>
        url.PathAndQuery.IndexOf("/v1/", StringComparison.Ordinal) is >= 0 and var at ? url.PathAndQuery[at..] : null;

    private static TemplateSpec? ReadOne(JsonElement content, bool isWhatsApp)
    {
        if (content.Member("sid"u8).Id() is not { } sid)
            return null;
        var approval = content.Member("approval_requests"u8);
        return new TemplateSpec
        {
            Name = sid,
            Title = content.Member("friendly_name"u8).Text(),
            Category = (approval.Member("category"u8).Id() ?? "").ToLowerInvariant(),
            // Only WhatsApp asks for approval.
            Status = isWhatsApp && approval.ValueKind == JsonValueKind.Object
                ? StatusOf(approval.Member("status"u8).Id())
                : TemplateStatus.Approved,
            Reason = approval.Member("rejection_reason"u8).Text() is { Length: > 0 } reason ? reason : null,
            ExternalId = sid,
            Parts = TwilioContentParts.Read(content.Member("types"u8), content.Member("variables"u8)),
        };
    }

    private static TemplateStatus StatusOf(string? word) => word?.ToLowerInvariant() switch
    {
        "approved" => TemplateStatus.Approved,
        "rejected" => TemplateStatus.Rejected,
        "paused" => TemplateStatus.Paused,
        "disabled" => TemplateStatus.Disabled,
        _ => TemplateStatus.Pending,
    };
}
