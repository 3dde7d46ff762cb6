using Athera.Messages;

namespace Athera.Templates;

/// <summary>Whether a template may be sent as it is.</summary>
public static class TemplateRules
{
    /// <summary>Why a use of a template cannot be sent, or <see langword="null"/>.</summary>
    /// <param name="template">The template, as far as it is known.</param>
    /// <param name="use">What is asked.</param>
    public static Refusal? Check(Template? template, TemplateUse use)
    {
        if (use.Variables.Count > TemplateUse.MaxVariables)
            return Refusal.Invalid("variables", $"are more than {TemplateUse.MaxVariables}");
        if (template?.Spec is not { } spec || spec.Status == TemplateStatus.Removed)
            return No(Faults.TemplateUnknown, "The account has no such template in this language; sync its templates if it is new.");
        return spec.Status switch
        {
            TemplateStatus.Paused => No(Faults.TemplatePaused, "The provider has paused the template."),
            not TemplateStatus.Approved => No(Faults.TemplateNotApproved, "The provider has not approved the template."),
            _ => TemplateFilling.Check(spec, use.Variables) is { Count: > 0 } problems ? Refusal.Invalid(problems) : null,
        };
    }

    /// <summary>What is sent: the template as it is known, filled in, with its words beside it for people.</summary>
    public static MessageContent Content(TemplateSpec spec, TemplateUse use) => new()
    {
        Kind = MessageKind.Template,
        Text = TemplateFilling.Fill(spec, use.Variables),
        Template = use with { Name = spec.Name, Language = spec.Language, Category = spec.Category },
    };

    /// <summary>A template as shown.</summary>
    public static TemplateView View(TemplateId id, Template template) => new()
    {
        Id = id,
        ChannelAccountId = template.Account,
        Name = template.Spec!.Name,
        Title = template.Spec.Title,
        Language = template.Spec.Language,
        Category = template.Spec.Category,
        Status = template.Spec.Status,
        Reason = template.Spec.Reason,
        Quality = template.Spec.Quality,
        Parts = template.Spec.Parts,
        Variables = TemplateFilling.VariablesOf(template.Spec),
        SyncedAt = template.SyncedAt,
    };

    private static Refusal No(string code, string message) => new(RefusalKind.Conflict, code, message);
}
