using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Athera.Sourcing;

namespace Athera.Contacts;

/// <summary>Something that happened to a contact. These are written down for years: add members, never rename or reuse them.</summary>
public abstract record ContactEvent
{
    /// <summary>Says what happened, and not to whom.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>It became known, by its first message or by hand.</summary>
/// <param name="Name">Its name, if known.</param>
/// <param name="Addresses">How it is reached.</param>
/// <param name="At">When.</param>
public sealed record ContactCreated(string? Name, IReadOnlyList<Address> Addresses, DateTimeOffset At) : ContactEvent;

/// <summary>It was corrected.</summary>
/// <param name="Name">New name; empty removes it; <see langword="null"/> leaves it.</param>
/// <param name="Attributes">Values set; an empty one removes.</param>
/// <param name="Key">The key of the request.</param>
public sealed record ContactChanged(string? Name, IReadOnlyDictionary<string, string>? Attributes, string? Key = null) : ContactEvent, IOnce;

/// <summary>Another contact became part of it.</summary>
/// <param name="Other">The other.</param>
public sealed record ContactMerged(ContactId Other) : ContactEvent;

/// <summary>A merged contact was taken out again.</summary>
/// <param name="Other">The other.</param>
public sealed record ContactUnmerged(ContactId Other) : ContactEvent;

/// <summary>It became part of another, or stands alone again.</summary>
/// <param name="Into">The other, or nobody.</param>
public sealed record ContactJoined(ContactId? Into) : ContactEvent;

/// <summary>It agreed to something or took it back.</summary>
/// <param name="Consent">What.</param>
public sealed record ConsentRecorded(Consent Consent) : ContactEvent;

/// <summary>It became known by one more address.</summary>
/// <param name="Address">The address.</param>
public sealed record ContactAddressLearned(Address Address) : ContactEvent;

/// <summary>What is known of a contact, folded from its events.</summary>
public sealed record Contact
{
    /// <summary>A contact nobody has heard of.</summary>
    public static Contact Empty { get; } = new();

    /// <summary>The last event.</summary>
    public long Sequence { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>How it is reached.</summary>
    public ImmutableArray<Address> Addresses { get; init; } = [];

    /// <summary>What the tenant noted.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The newest word per purpose.</summary>
    public ImmutableArray<Consent> Consents { get; init; } = [];

    /// <summary>Contacts merged into it.</summary>
    public ImmutableArray<ContactId> Merged { get; init; } = [];

    /// <summary>The contact it was merged into.</summary>
    public ContactId? MergedInto { get; init; }

    /// <summary>When it became known.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it has agreed to marketing. Of a merged contact the one it was merged into speaks.</summary>
    public bool AgreesToMarketing =>
        MergedInto is null && Consents.Any(c => c is { Purpose: ConsentPurposes.Marketing, Account: null, Granted: true });

    /// <summary>Whether anybody has heard of it.</summary>
    public bool Exists => Sequence > 0;

    /// <summary>The state after one more event.</summary>
    public Contact Apply(ContactEvent? @event)
    {
        var next = this with { Sequence = Sequence + 1 };
        return @event switch
        {
            ContactCreated e => next with { Name = e.Name, Addresses = [.. e.Addresses], CreatedAt = e.At },
            ContactChanged e => next with { Name = e.Name is null ? Name : Named(e.Name), Attributes = With(e.Attributes) },
            ContactMerged e => next with { Merged = Merged.Contains(e.Other) ? Merged : Merged.Add(e.Other) },
            ContactUnmerged e => next with { Merged = Merged.Remove(e.Other) },
            ContactAddressLearned e => next with { Addresses = Addresses.Add(e.Address) },
            ContactJoined e => next with { MergedInto = e.Into },
            ConsentRecorded e => next with
            {
                Consents = [.. Consents.Where(c => !c.IsAbout(e.Consent)), e.Consent],
            },
            _ => next,
        };
    }

    /// <summary>What its tenant is shown.</summary>
    public ContactView View(ContactId id) => new()
    {
        Id = id,
        Name = Name,
        Addresses = Addresses,
        Attributes = Attributes,
        Consents = Consents,
        Merged = Merged,
        MergedInto = MergedInto,
        CreatedAt = CreatedAt,
    };

    /// <summary>Says nothing about the person.</summary>
    public override string ToString() => $"Contact({Sequence})";

    private static string? Named(string name) => name.Length == 0 ? null : name;

    private ImmutableSortedDictionary<string, string> With(IReadOnlyDictionary<string, string>? changes)
    {
        var attributes = Attributes;
        foreach (var (name, value) in changes ?? ImmutableSortedDictionary<string, string>.Empty)
            attributes = value.Length == 0 ? attributes.Remove(name) : attributes.SetItem(name, value);
        return attributes;
    }
}

/// <summary>How a contact is written down. The names are stored: never change or reuse one.</summary>
public static class ContactForm
{
    /// <summary>The form of a snapshot.</summary>
    public const int SnapshotVersion = 1;

    /// <summary>The events.</summary>
    public static EventCodec<ContactEvent> Events { get; } = new EventCodec<ContactEvent>()
        .Add("contact.created", ContactJson.Default.ContactCreated)
        .Add("contact.changed", ContactJson.Default.ContactChanged)
        .Add("contact.merged", ContactJson.Default.ContactMerged)
        .Add("contact.unmerged", ContactJson.Default.ContactUnmerged)
        .Add("contact.joined", ContactJson.Default.ContactJoined)
        .Add("consent.recorded", ContactJson.Default.ConsentRecorded)
        .Add("contact.address.learned", ContactJson.Default.ContactAddressLearned);

    /// <summary>Writes a snapshot.</summary>
    public static byte[] Write(Contact contact) =>
        System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(contact, ContactJson.Default.Contact);

    /// <summary>Reads a snapshot.</summary>
    public static Contact Read(ReadOnlySpan<byte> payload) =>
        System.Text.Json.JsonSerializer.Deserialize(payload, ContactJson.Default.Contact)!;
}

/// <summary>Generated serializers of what a contact stores.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ContactCreated))]
[JsonSerializable(typeof(ContactChanged))]
[JsonSerializable(typeof(ContactMerged))]
[JsonSerializable(typeof(ContactUnmerged))]
[JsonSerializable(typeof(ContactJoined))]
[JsonSerializable(typeof(ConsentRecorded))]
[JsonSerializable(typeof(ContactAddressLearned))]
[JsonSerializable(typeof(Contact))]
internal sealed partial class ContactJson : JsonSerializerContext;
