namespace Athera.Contacts;

/// <summary>A contact. Key: tenant and contact.</summary>
[Alias("Athera.IContactGrain")]
public interface IContactGrain : IGrainWithStringKey
{
    /// <summary>
    /// Creates one by hand. Refused as a conflict (<c>address_taken</c>) when an address belongs to another contact. Creating
    /// again with the same data gives the same answer.
    /// </summary>
    [Alias("Create")]
    Task<Result<ContactView>> Create(CreateContact command);

    /// <summary>What is known of it.</summary>
    [Alias("Get")]
    Task<Result<ContactView>> Get();

    /// <summary>Corrects it.</summary>
    [Alias("Change")]
    Task<Result<ContactView>> Change(ChangeContact command);

    /// <summary>Makes another contact part of this one. It keeps its history and can be taken out again.</summary>
    [Alias("Merge")]
    Task<Result<ContactView>> Merge(ContactId other);

    /// <summary>Takes a merged contact out again.</summary>
    [Alias("Unmerge")]
    Task<Result<ContactView>> Unmerge(ContactId other);

    /// <summary>The other side of a merge or an unmerge: says into which contact this one goes, or that it stands alone again.</summary>
    [Alias("Join")]
    Task<Result<Done>> Join(ContactId? into);

    /// <summary>
    /// The contact is reached by these addresses too. One that belongs to another contact makes that contact part of this one: the
    /// provider says that they are one person.
    /// </summary>
    [Alias("Learn")]
    Task<Result<Done>> Learn(IReadOnlyList<Address> addresses);

    /// <summary>
    /// Records what the contact told a person. It is answered when it holds everywhere: no send it forbids is begun after that.
    /// </summary>
    [Alias("RecordConsent")]
    Task<Result<ContactView>> RecordConsent(Consent consent);

    /// <summary>
    /// Records what the contact said in a conversation, which holds there already. The same word twice, or an older one, changes
    /// nothing.
    /// </summary>
    [Alias("NoteConsent")]
    Task<Result<Done>> NoteConsent(Consent consent);
}

/// <summary>All contacts of a tenant. Key: the tenant's collection.</summary>
[Alias("Athera.IContactsGrain")]
public interface IContactsGrain : IGrainWithStringKey
{
    /// <summary>A page of them, in the order of their ids.</summary>
    [Alias("List")]
    Task<Page<ContactView>> List(string? after, int limit);

    /// <summary>The contact that has this address, found through its keyed hash: a phone number in any common notation, or a channel's id.</summary>
    [Alias("FindByAddress")]
    Task<Result<ContactView>> FindByAddress(string address);
}

/// <summary>A contact entered by hand.</summary>
/// <param name="Name">Its name, at most 200 characters.</param>
/// <param name="Phone">Its phone number with country code, if known.</param>
[GenerateSerializer, Immutable, Alias("Athera.CreateContact")]
public sealed record CreateContact([property: Id(0)] string? Name, [property: Id(1)] string? Phone)
{
    /// <summary>Says nothing about the person.</summary>
    public override string ToString() => nameof(CreateContact);
}

/// <summary>What to correct; what is <see langword="null"/> stays.</summary>
/// <param name="Name">New name, at most 200 characters; empty removes it.</param>
/// <param name="Attributes">Values to set by name; an empty value removes one. At most 50 of at most 64 and 1,000 characters.</param>
/// <param name="Key">Asked again with the same key, it changes nothing more and gets the same answer; at most 100 characters.</param>
[GenerateSerializer, Immutable, Alias("Athera.ChangeContact")]
public sealed record ChangeContact(
    [property: Id(0)] string? Name, [property: Id(1)] IReadOnlyDictionary<string, string>? Attributes, [property: Id(2)] string? Key = null)
{
    /// <summary>Says nothing about the person.</summary>
    public override string ToString() => nameof(ChangeContact);
}

/// <summary>What a contact agreed to or took back.</summary>
/// <param name="Purpose">For what, such as <c>marketing</c>; 1 to 64 characters.</param>
/// <param name="Granted">Agreed, or taken back.</param>
/// <param name="Source">Where it was said, such as <c>web form</c>; 1 to 200 characters.</param>
/// <param name="At">When; set by the grain that records it.</param>
/// <param name="Account">The channel account it is about; <see langword="null"/> for all.</param>
/// <param name="User">Who was told; <see langword="null"/> when the contact said it to Athera itself.</param>
[GenerateSerializer, Immutable, Alias("Athera.Consent")]
public sealed record Consent(
    [property: Id(0)] string Purpose, [property: Id(1)] bool Granted, [property: Id(2)] string Source,
    [property: Id(3)] DateTimeOffset At, [property: Id(4)] ChannelAccountId? Account = null, [property: Id(5)] string? User = null)
{
    /// <summary>Whether another word is about the same thing, and replaces this one.</summary>
    public bool IsAbout(Consent other) => Purpose == other.Purpose && Account == other.Account;
}

/// <summary>Purposes that Athera itself knows and holds to; a tenant may record any other.</summary>
public static class ConsentPurposes
{
    /// <summary>Being sent anything at all over one channel account. Given unless it is taken back.</summary>
    public const string Messages = "messages";

    /// <summary>Being sent marketing, over every channel. Not given unless it is.</summary>
    public const string Marketing = "marketing";

    /// <summary>Being part of samples by which the service is improved. Not given unless it is.</summary>
    public const string Improvement = "improvement";
}

/// <summary>A contact as shown to its tenant.</summary>
[GenerateSerializer, Immutable, Alias("Athera.ContactView")]
public sealed record ContactView
{
    /// <summary>Its id.</summary>
    [Id(0)] public required ContactId Id { get; init; }

    /// <summary>Its name, if known.</summary>
    [Id(1)] public string? Name { get; init; }

    /// <summary>Every address known.</summary>
    [Id(2)] public required IReadOnlyList<Address> Addresses { get; init; }

    /// <summary>What the tenant noted about it.</summary>
    [Id(3)] public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>What it agreed to or took back, newest word per purpose.</summary>
    [Id(4)] public required IReadOnlyList<Consent> Consents { get; init; }

    /// <summary>Contacts merged into it.</summary>
    [Id(5)] public required IReadOnlyList<ContactId> Merged { get; init; }

    /// <summary>The contact it was merged into, if it was.</summary>
    [Id(6)] public ContactId? MergedInto { get; init; }

    /// <summary>When it was first known.</summary>
    [Id(7)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Says the id only.</summary>
    public override string ToString() => $"ContactView({Id})";
}
