using System.Text.Json;
using Athera.Journal;
using Athera.Keys;
using Athera.Sourcing;
using Orleans.Concurrency;

namespace Athera.Templates;

/// <summary>A template.</summary>
[Reentrant]
public sealed class TemplateGrain(IGrainContext context)
    : EntityGrain<Template, TemplateEvent>(context, StreamCategory.Template), ITemplateGrain, ITemplateKeeper
{
    // The provider's id of it, where another account of the same business holds it already.
    private readonly HashSet<ClaimKey> _heldElsewhere = [];

    private LookupKey? _platform;

    private TemplateId Id => new(Key.Id);

    /// <inheritdoc/>
    protected override Template Empty => Template.Empty;

    /// <inheritdoc/>
    protected override EventCodec<TemplateEvent> Codec => TemplateForm.Events;

    /// <inheritdoc/>
    protected override int SnapshotVersion => TemplateForm.SnapshotVersion;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _platform = await Vault.GetLookupKeyAsync(TenantId.Platform, cancellationToken);

    /// <inheritdoc/>
    public async Task<Result<TemplateView>> Get()
    {
        var template = await GetStateAsync();
        return template.Spec is null ? Refusal.NotFound : TemplateRules.View(Id, template);
    }

    /// <inheritdoc/>
    public async Task<Result<FilledTemplate>> Fill(IReadOnlyDictionary<string, string> variables)
    {
        if ((await GetStateAsync()).Spec is not { } spec)
            return Refusal.NotFound;
        return TemplateFilling.Check(spec, variables) is { Count: > 0 } problems
            ? Refusal.Invalid(problems)
            : new FilledTemplate(TemplateFilling.Fill(spec, variables));
    }

    /// <inheritdoc/>
    public async Task<Result<TemplateNews>> Learn(TemplateSighting sighting)
    {
        var spec = JsonSerializer.Deserialize(sighting.Spec, TemplateJson.Default.TemplateSpec)!;
        var news = false;
        var commit = await DecideAsync(
            template =>
            {
                news = !spec.Says(template.Spec);
                return news ? [new TemplateLearned(sighting.Account, spec, sighting.At)] : [];
            },
            taken =>
            {
                _heldElsewhere.UnionWith(taken);
                return true;
            });
        return commit.Durable ? new TemplateNews(news) : RefusalOf(commit.Status);
    }

    /// <inheritdoc/>
    public async Task<Result<TemplateNews>> Update(TemplateUpdate update)
    {
        var news = false;
        return await ChangeAsync(
            template =>
            {
                if (template.Spec is null)
                    return Refusal.NotFound;
                var events = Changes(template.Spec, update).ToList();
                news = events.Count > 0;
                return new Decision<TemplateEvent>(events);
            },
            _ => new TemplateNews(news));
    }

    /// <inheritdoc/>
    protected override Template Fold(Template state, TemplateEvent? @event) => state.Apply(@event);

    /// <inheritdoc/>
    protected override long SequenceOf(Template state) => state.Sequence;

    /// <inheritdoc/>
    protected override Template ReadSnapshot(ReadOnlySpan<byte> payload) => TemplateForm.Read(payload);

    // What the provider does not have any more is not shown; its history stays.
    /// <inheritdoc/>
    protected override byte[]? WriteSnapshot(Template state) =>
        state.Spec is null or { Status: TemplateStatus.Removed } ? null : TemplateForm.Write(state);

    /// <inheritdoc/>
    protected override Append Complete(
        Append append, Template before, Template after, IReadOnlyList<TemplateEvent> events, Sealer sealer)
    {
        var (held, wanted) = (Claims(before), Claims(after));
        return append with
        {
            Claims = [.. wanted.Except(held).Except(_heldElsewhere).Select(key => new Claim(key, Key.Id, after.Sequence))],
            Releases = [.. held.Except(wanted).Except(_heldElsewhere)],
        };
    }

    private IEnumerable<ClaimKey> Claims(Template template) =>
        template.Spec is { Status: not TemplateStatus.Removed, ExternalId: { } id } ? [TemplateClaims.OfExternalId(_platform!, id)] : [];

    private IEnumerable<TemplateEvent> Changes(TemplateSpec spec, TemplateUpdate update)
    {
        var at = Clock.GetUtcNow();
        if (update.Status is { } status && (status != spec.Status || update.Reason != spec.Reason))
            yield return new TemplateStatusChanged(status, update.Reason, at);
        if (update.Quality is { } quality && quality != spec.Quality)
            yield return new TemplateQualityChanged(quality, at);
        if (update.Category is { } category && category != spec.Category)
            yield return new TemplateCategoryChanged(category, at);
    }
}
