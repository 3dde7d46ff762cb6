using Athera.Journal;
using Athera.Keys;
using Athera.Sourcing;

namespace Athera.Contacts;

/// <summary>Finds whom something is about. Under that contact's key it is then sealed, so there has to be one.</summary>
/// <param name="reader">Reads contacts.</param>
/// <param name="store">Reads conversations.</param>
/// <param name="vault">The keys.</param>
public sealed class KnownContacts(SnapshotReader reader, IJournalStore store, IKeyVault vault)
{
    /// <summary>The contact that a contact or a conversation names, or what is wrong with what was given.</summary>
    /// <param name="tenant">Whose contact it has to be.</param>
    /// <param name="contact">The contact, if it is given.</param>
    /// <param name="conversation">The conversation, if it is given; it has to be held with that contact.</param>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public async Task<Found> FindAsync(TenantId tenant, ContactId? contact, ConversationId? conversation)
    {
        if (conversation is { } id)
        {
            if (await store.FindConversationAsync(tenant, id.Value, CancellationToken.None) is not { } stored)
                return Wrong("conversationId", "is none of this tenant's");
            if (contact is not null && contact != stored.Row.Contact)
                return Wrong("conversationId", "is held with another contact");
            contact = stored.Row.Contact;
        }
        return contact is not { } known || await ExistsAsync(tenant, known) ? new Found(contact) : Wrong("contactId", "is none of this tenant's");
    }

    /// <summary>What was found.</summary>
    /// <param name="Contact">The contact; <see langword="null"/> if nobody was named.</param>
    /// <param name="Refusal">What is wrong.</param>
    public sealed record Found(ContactId? Contact, Refusal? Refusal = null);

    // A key alone may be that of a contact who never came to be, and a snapshot alone one that was erased or is of something else.
    private async Task<bool> ExistsAsync(TenantId tenant, ContactId contact) =>
        (await vault.GetManyAsync(tenant, [contact.Value], CancellationToken.None)).ContainsKey(contact.Value)
        && await reader.FindAsync(tenant, contact.Value, (_, payload) => ContactForm.Read(payload), CancellationToken.None) is { Exists: true };

    private static Found Wrong(string field, string problem) => new(null, Refusal.Invalid(field, problem));
}
