namespace Athera.Templates;

/// <summary>What a template is told by those who hear from its provider. Key: tenant and template.</summary>
[Alias("Athera.ITemplateKeeper")]
public interface ITemplateKeeper : IGrainWithStringKey
{
    /// <summary>The provider has it like this. Gives whether that is news.</summary>
    [Alias("Learn")]
    Task<Result<TemplateNews>> Learn(TemplateSighting sighting);

    /// <summary>The provider tells of a change.</summary>
    [Alias("Update")]
    Task<Result<TemplateNews>> Update(TemplateUpdate update);
}

/// <summary>All templates of a tenant, for those who hear from providers. Key: the tenant's collection.</summary>
[Alias("Athera.ITemplatesKeeper")]
public interface ITemplatesKeeper : IGrainWithStringKey
{
    /// <summary>The provider tells of a template, which several accounts may have.</summary>
    [Alias("Update")]
    Task<Result<TemplateNews>> Update(string externalId, TemplateUpdate update);
}

/// <summary>Whether something was news.</summary>
/// <param name="Changed">It was.</param>
[GenerateSerializer, Immutable, Alias("Athera.TemplateNews")]
public sealed record TemplateNews([property: Id(0)] bool Changed);

/// <summary>A template as it was read from its provider.</summary>
/// <param name="Account">The channel account.</param>
/// <param name="Spec">What it is, as <see cref="TemplateForm"/> writes it.</param>
/// <param name="At">When it was read.</param>
[GenerateSerializer, Immutable, Alias("Athera.TemplateSighting")]
public sealed record TemplateSighting(
    [property: Id(0)] ChannelAccountId Account, [property: Id(1)] byte[] Spec, [property: Id(2)] DateTimeOffset At);

/// <summary>What a provider tells of a template; what is <see langword="null"/> stays.</summary>
/// <param name="Status">Whether it may be sent.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Quality">How contacts take it.</param>
/// <param name="Category">What it is for.</param>
[GenerateSerializer, Immutable, Alias("Athera.TemplateUpdate")]
public sealed record TemplateUpdate(
    [property: Id(0)] TemplateStatus? Status, [property: Id(1)] string? Reason = null, [property: Id(2)] string? Quality = null,
    [property: Id(3)] string? Category = null);
