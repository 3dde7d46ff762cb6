using Athera.Channels;
using Athera.Conversations;
using Athera.Journal;
using Athera.Sourcing;

namespace Athera.Contacts;

// What the contact wants to be sent. About one channel account its conversations there decide, and this is the record of it; about
// marketing this decides, by a key that is held while the contact agrees and looked for before every send.
public sealed partial class ContactGrain
{
    /// <summary>Conversations of one contact told, at most; it has one per channel account.</summary>
    private const int MaxConversations = 200;

    // Keys that stand already, be it by a contact merged into this one: held, not fought over.
    private readonly HashSet<ClaimKey> _heldAlready = [];

    /// <inheritdoc/>
    public async Task<Result<ContactView>> RecordConsent(Consent consent)
    {
        var contact = await GetStateAsync();
        if (!contact.Exists)
            return Refusal.NotFound;
        consent = consent with { At = Clock.GetUtcNow() };
        if (ContactRules.Check(consent) is { Count: > 0 } wrong || (wrong = ContactRules.Check(contact, consent)).Count > 0)
            return Refusal.Invalid(wrong);
        // This record first: a conversation that is opened meanwhile reads it, and those there are already are told of it.
        var recorded = await NoteAsync(consent);
        var isHeld = consent.Purpose is ConsentPurposes.Messages or ConsentPurposes.Marketing;
        return recorded.Granted && isHeld && await TellAsync(contact, consent) is { } untold ? untold : recorded;
    }

    /// <inheritdoc/>
    public async Task<Result<Done>> NoteConsent(Consent consent)
    {
        var noted = await NoteAsync(consent);
        return noted.Granted ? Done.Value : noted.Refusal;
    }

    private async Task<Result<ContactView>> NoteAsync(Consent consent)
    {
        var noted = await ConsentAsync(contact => contact.Consents.FirstOrDefault(c => c.IsAbout(consent)) is { } known
            && (known.At > consent.At || (known.At == consent.At && known.Granted == consent.Granted))
                ? Decision<ContactEvent>.Nothing
                : new ConsentRecorded(consent));
        // Whom it was merged into speaks for it.
        return noted is { Granted: true, Value.MergedInto: { } into }
            && await GrainFactory.Get<IContactGrain>(Key.Tenant, into.Value).NoteConsent(consent) is { Granted: false } untold
            ? untold.Refusal
            : noted;
    }

    private async Task<Result<ContactView>> ConsentAsync(Func<Contact, Decision<ContactEvent>> decide)
    {
        Refusal? refusal = null;
        var commit = await DecideAsync(
            contact =>
            {
                var decision = contact.Exists ? decide(contact) : Refusal.NotFound;
                refusal = decision.Refusal;
                return decision.Events;
            },
            taken =>
            {
                _heldAlready.UnionWith(taken);
                return true;
            });
        return refusal is not null ? refusal : commit.Durable ? commit.After.View(Id) : RefusalOf(commit.Status);
    }

    // Every conversation concerned; the first that cannot store it stops, and whoever asked asks again.
    private async Task<Refusal?> TellAsync(Contact contact, Consent consent)
    {
        var scope = consent.Purpose == ConsentPurposes.Messages ? ConsentScope.Everything : ConsentScope.Marketing;
        foreach (var member in contact.Merged.Prepend(Id))
        {
            var rows = await Store.ListConversationsAsync(
                Key.Tenant, new ConversationFilter { Contact = member }, MaxConversations, CancellationToken.None);
            foreach (var row in rows.Where(r => consent.Account is null || r.Row.Account == consent.Account))
            {
                var told = await GrainFactory.Get<IConversationGrain>(Key.Tenant, row.Row.Id.Value).ChangeConsent(
                    new ChangeConsent(scope, consent.Granted, consent.User ?? consent.Source, consent.At));
                if (told.Refusal is { Kind: not RefusalKind.NotFound } refusal)
                    return refusal;
            }
        }
        return null;
    }

    private static Decision<ContactEvent> Merged(Contact contact, ContactId other, Consent? refused) =>
        refused is null || !contact.AgreesToMarketing
            ? new ContactMerged(other)
            : new Decision<ContactEvent>([new ContactMerged(other), new ConsentRecorded(refused)]);

    // One person: the key of everybody merged into it stands for the same word.
    private IEnumerable<ClaimKey> MarketingOf(Contact contact, Sealer sealer) => contact.AgreesToMarketing
        ? contact.Merged.Prepend(Id).Select(member => ContactClaims.OfMarketing(sealer.Lookup, member))
        : [];
}
