using Athera.Journal;
using Athera.Keys;
using Athera.Sourcing;
using Orleans.Concurrency;

namespace Athera.Contacts;

/// <summary>A contact, sealed under a key of its own.</summary>
[Reentrant]
public sealed partial class ContactGrain(IGrainContext context)
    : EntityGrain<Contact, ContactEvent>(context, StreamCategory.Contact), IContactGrain
{
    private static readonly Refusal AddressTaken = new(
        RefusalKind.Conflict, "address_taken", "The address belongs to another contact.");

    private static readonly Refusal MergedAlready = new(
        RefusalKind.Conflict, "merged_already", "The contact is merged already.");

    /// <summary>Over all channels; more is somebody playing.</summary>
    private const int MaxAddresses = 32;

    private ContactId Id => new(Key.Id);

    /// <inheritdoc/>
    protected override Contact Empty => Contact.Empty;

    /// <inheritdoc/>
    protected override EventCodec<ContactEvent> Codec => ContactForm.Events;

    /// <inheritdoc/>
    protected override int SnapshotVersion => ContactForm.SnapshotVersion;

    /// <inheritdoc/>
    public async Task<Result<ContactView>> Create(CreateContact command)
    {
        var problems = ContactRules.Check(command);
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        try
        {
            await Vault.CreateAsync(Key.Tenant, Key.Id, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            return Refusal.Unavailable;
        }
        IReadOnlyList<Address> addresses = ContactRules.PhoneOf(command.Phone) is { } phone ? [phone] : [];
        var created = new ContactCreated(command.Name, addresses, Clock.GetUtcNow());
        return await ChangeAsync(
            contact => contact.Exists ? Decision<ContactEvent>.Nothing : created, contact => contact.View(Id), AddressTaken);
    }

    /// <inheritdoc/>
    public async Task<Result<ContactView>> Get()
    {
        var contact = await GetStateAsync();
        return contact.Exists ? contact.View(Id) : Refusal.NotFound;
    }

    /// <inheritdoc/>
    public Task<Result<ContactView>> Change(ChangeContact command)
    {
        var problems = ContactRules.Check(command);
        return problems.Count > 0
            ? Task.FromResult<Result<ContactView>>(Refusal.Invalid(problems))
            : ChangeOnceAsync(
                command.Key,
                contact => !contact.Exists ? Refusal.NotFound
                    : ContactRules.Check(contact, command) is { Count: > 0 } wrong ? Refusal.Invalid(wrong)
                    : new ContactChanged(command.Name, command.Attributes, command.Key),
                contact => contact.View(Id), AddressTaken);
    }

    /// <inheritdoc/>
    public async Task<Result<ContactView>> Merge(ContactId other)
    {
        if (other == Id)
            return Refusal.Invalid("with", "is the contact itself");
        var contact = await GetStateAsync();
        if (!contact.Exists)
            return Refusal.NotFound;
        if (contact.MergedInto is not null)
            return MergedAlready;
        // The other side first: if this side is then cut off, merging again completes it, and no contact is in two places.
        var joined = await GrainFactory.Get<IContactGrain>(Key.Tenant, other.Value).Join(Id);
        if (!joined.Granted)
            return joined.Refusal;
        var refused = await GrainFactory.Get<IContactGrain>(Key.Tenant, other.Value).Get() is { Value.Consents: { } consents }
            ? consents.FirstOrDefault(c => c is { Purpose: ConsentPurposes.Marketing, Granted: false })
            : null;
        return await ConsentAsync(c => c.Merged.Contains(other) ? Decision<ContactEvent>.Nothing : Merged(c, other, refused));
    }

    /// <inheritdoc/>
    public async Task<Result<ContactView>> Unmerge(ContactId other)
    {
        if (!(await GetStateAsync()).Merged.Contains(other))
            return Refusal.NotFound;
        var parted = await GrainFactory.Get<IContactGrain>(Key.Tenant, other.Value).Join(null);
        return parted.Granted ? await DecideOneAsync(_ => new ContactUnmerged(other)) : parted.Refusal;
    }

    /// <inheritdoc/>
    public Task<Result<Done>> Join(ContactId? into) => ChangeAsync<Done>(
        contact => !contact.Exists ? Refusal.NotFound
            : contact.MergedInto == into ? Decision<ContactEvent>.Nothing
            : into is { } target && (contact.MergedInto is not null || contact.Merged.Contains(target)) ? MergedAlready
            : new ContactJoined(into),
        _ => Done.Value);

    /// <inheritdoc/>
    public async Task<Result<Done>> Learn(IReadOnlyList<Address> addresses)
    {
        foreach (var address in addresses)
        {
            var learned = await DecideOneAsync(contact =>
                contact.Addresses.Contains(address) || contact.Addresses.Length >= MaxAddresses
                    ? Decision<ContactEvent>.Nothing
                    : new ContactAddressLearned(address));
            if (learned.Granted)
                continue;
            if (learned.Refusal != AddressTaken)
                return learned.Refusal;
            if (await HolderOfAsync(address) is { } other && other != Id && await Merge(other) is { Granted: false } apart
                && apart.Refusal.Kind == RefusalKind.Unavailable)
                return apart.Refusal;
        }
        return Done.Value;
    }

    /// <inheritdoc/>
    protected override Contact Fold(Contact state, ContactEvent? @event) => state.Apply(@event);

    /// <inheritdoc/>
    protected override long SequenceOf(Contact state) => state.Sequence;

    /// <inheritdoc/>
    protected override Contact ReadSnapshot(ReadOnlySpan<byte> payload) => ContactForm.Read(payload);

    /// <inheritdoc/>
    protected override byte[] WriteSnapshot(Contact state) => ContactForm.Write(state);

    /// <inheritdoc/>
    protected override OpaqueId SubjectOf(Contact state) => Key.Id;

    /// <inheritdoc/>
    protected override Append Complete(
        Append append, Contact before, Contact after, IReadOnlyList<ContactEvent> events, Sealer sealer) => append with
        {
            Claims =
            [
                .. after.Addresses.Except(before.Addresses)
                    .Select(a => new Claim(ContactClaims.OfAddress(sealer.Lookup, a), Key.Id, after.Sequence)),
                .. MarketingOf(after, sealer).Except(MarketingOf(before, sealer)).Except(_heldAlready)
                    .Select(key => new Claim(key, Key.Id, after.Sequence)),
                .. Once(events, after, sealer),
            ],
            Releases = [.. MarketingOf(before, sealer).Except(MarketingOf(after, sealer))],
        };

    private async Task<ContactId?> HolderOfAsync(Address address)
    {
        var claim = ContactClaims.OfAddress(await Vault.GetLookupKeyAsync(Key.Tenant, CancellationToken.None), address);
        var held = await Store.FindClaimsAsync([claim], CancellationToken.None);
        return held.TryGetValue(claim, out var at) && at.Tenant == Key.Tenant ? new ContactId(at.Stream) : null;
    }

    private Task<Result<ContactView>> DecideOneAsync(Func<Contact, Decision<ContactEvent>> decide) => ChangeAsync(
        contact => contact.Exists ? decide(contact) : Refusal.NotFound, contact => contact.View(Id), AddressTaken);
}

/// <summary>All contacts of a tenant.</summary>
[StatelessWorker, Reentrant]
public sealed class ContactsGrain(IGrainContext context, SnapshotReader reader, IJournalStore store, IKeyVault vault)
    : Grain(context), IContactsGrain
{
    private readonly TenantKey _key = TenantKey.Parse(context.GrainId.Key.ToString()!);

    /// <inheritdoc/>
    public Task<Page<ContactView>> List(string? after, int limit) => reader.ListAsync(
        _key.Tenant, StreamCategory.Contact, after, limit, View, CancellationToken.None);

    /// <inheritdoc/>
    public async Task<Result<ContactView>> FindByAddress(string address)
    {
        var lookup = await vault.GetLookupKeyAsync(_key.Tenant, CancellationToken.None);
        var claims = ContactRules.Readings(address).Select(a => ContactClaims.OfAddress(lookup, a)).ToList();
        var held = await store.FindClaimsAsync(claims, CancellationToken.None);
        foreach (var claim in claims)
        {
            if (held.TryGetValue(claim, out var at) && at.Tenant == _key.Tenant
                && await reader.FindAsync(_key.Tenant, at.Stream, View, CancellationToken.None) is { } contact)
                return contact;
        }
        return Refusal.NotFound;
    }

    private static ContactView View(OpaqueId id, ReadOnlySpan<byte> payload) => ContactForm.Read(payload).View(new ContactId(id));
}
