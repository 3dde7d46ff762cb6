namespace Athera.Templates;

/// <summary>A template that a provider has approved, or is to. Key: tenant and template.</summary>
[Alias("Athera.ITemplateGrain")]
public interface ITemplateGrain : IGrainWithStringKey
{
    /// <summary>What it is, as last synced.</summary>
    [Alias("Get")]
    Task<Result<TemplateView>> Get();

    /// <summary>What a contact would read. Refused as invalid by variable.</summary>
    [Alias("Fill")]
    Task<Result<FilledTemplate>> Fill(IReadOnlyDictionary<string, string> variables);
}

/// <summary>All templates of a tenant. Key: the tenant's collection.</summary>
[Alias("Athera.ITemplatesGrain")]
public interface ITemplatesGrain : IGrainWithStringKey
{
    /// <summary>A page of them, in the order of their ids; of one account, or of all.</summary>
    [Alias("List")]
    Task<Page<TemplateView>> List(ChannelAccountId? account, string? after, int limit);

    /// <summary>
    /// Reads an account's templates from its provider: new ones, what changed, what is gone. Refused as a conflict when the channel has
    /// none, and as unavailable when the provider does not answer.
    /// </summary>
    [Alias("Sync")]
    Task<Result<TemplateSync>> Sync(ChannelAccountId account);
}

/// <summary>What a sync came to.</summary>
/// <param name="Found">Templates the provider has.</param>
/// <param name="Changed">Of those, new or different from what was known.</param>
/// <param name="Removed">Known ones it does not have any more.</param>
[GenerateSerializer, Immutable, Alias("Athera.TemplateSync")]
public sealed record TemplateSync([property: Id(0)] int Found, [property: Id(1)] int Changed, [property: Id(2)] int Removed);

/// <summary>A template filled in.</summary>
/// <param name="Text">What a contact would read.</param>
[GenerateSerializer, Immutable, Alias("Athera.FilledTemplate")]
public sealed record FilledTemplate([property: Id(0)] string Text)
{
    /// <summary>Says nothing of what it is filled with.</summary>
    public override string ToString() => nameof(FilledTemplate);
}
