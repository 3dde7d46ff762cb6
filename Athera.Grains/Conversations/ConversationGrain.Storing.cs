using System.Text.Json;
using Athera.Channels;
using Athera.Contacts;
using Athera.Journal;
using Athera.Keys;
using Athera.Messages;
using Athera.Sourcing;

namespace Athera.Conversations;

// What a conversation writes beside its events, and what it reads back.
public sealed partial class ConversationGrain
{
    /// <inheritdoc/>
    protected override Conversation Empty => Conversation.Empty;

    /// <inheritdoc/>
    protected override EventCodec<ConversationEvent> Codec => ConversationForm.Events;

    /// <inheritdoc/>
    protected override int SnapshotVersion => ConversationForm.SnapshotVersion;

    /// <inheritdoc/>
    protected override Conversation Fold(Conversation state, ConversationEvent? @event) => state.Apply(@event);

    /// <inheritdoc/>
    protected override long SequenceOf(Conversation state) => state.Sequence;

    /// <inheritdoc/>
    protected override Conversation ReadSnapshot(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize(payload, ConversationJson.Default.Conversation)!;

    /// <inheritdoc/>
    protected override byte[] WriteSnapshot(Conversation state) =>
        JsonSerializer.SerializeToUtf8Bytes(state, ConversationJson.Default.Conversation);

    /// <inheritdoc/>
    protected override bool SnapshotIsDue(long before, Conversation after) =>
        // The one stored before a removal still holds the words.
        before / SnapshotEvery != after.Sequence / SnapshotEvery || after.RemovedAt > before;

    /// <inheritdoc/>
    protected override OpaqueId SubjectOf(Conversation state) => state.Contact.Value;

    /// <inheritdoc/>
    protected override Append Complete(
        Append append, Conversation before, Conversation after, IReadOnlyList<ConversationEvent> events, Sealer sealer)
    {
        if (events[0] is ConversationOpened { BearsContact: true } opened)
            append = Birth(append, opened, sealer);
        var amendments = Amendment.Of(before, after, events, _recalled);
        return append with
        {
            // The contact's consent to marketing ends in the commit of the word that ends it, for every conversation of the contact.
            Releases = events.Any(e => e is ConsentChanged { Scope: ConsentScope.Marketing, Granted: false })
                ? [ContactClaims.OfMarketing(sealer.Lookup, after.Contact)]
                : [],
            Claims = [.. ConversationClaims.Of(Key.Id, before, after, events, sealer.Lookup)
                .Where(c => !_heldElsewhere.Contains(c.Key))
                .DistinctBy(c => c.Key)],
            Conversation = InboxList.Differs(before, after) ? InboxList.Row(Key, after, sealer.Key) : null,
            Overlays = [.. amendments.Select(a => Transcript.Overlay(Key, a.Is, sealer.Key))],
            Redactions =
            [
                .. amendments.SelectMany(a => a.Unsaid(before, events, _recalled))
                    .Concat(Amendment.Forgotten(before, events))
                    .Select(r => Redact(r, sealer.Key)),
            ],
            Wake = before.NextDue == after.NextDue ? null : new Wake(Key.Id, Category, after.NextDue),
        };
    }

    // A contact comes to be in the write that opens its first conversation: neither is ever seen without the other.
    private Append Birth(Append append, ConversationOpened opened, Sealer sealer)
    {
        var at = Clock.GetUtcNow();
        var created = new ContactCreated(opened.Name, opened.Addresses, at);
        var contact = Contact.Empty.Apply(created);
        byte[] Seal(byte[] plain, SealPurpose purpose) =>
            sealer.Key.Seal(plain, new SealContext(Key.Tenant, opened.Contact.Value, 1, purpose));
        var data = new EventData(
            ContactForm.Events.KindOf(created), at, Seal(ContactForm.Events.Encode(created), SealPurpose.Event));
        return append with
        {
            Streams = [.. append.Streams, new StreamAppend(opened.Contact.Value, StreamCategory.Contact, 0, [data])],
            Snapshots =
            [
                .. append.Snapshots,
                new Snapshot(
                    opened.Contact.Value, StreamCategory.Contact, 1, ContactForm.SnapshotVersion,
                    Seal(ContactForm.Write(contact), SealPurpose.Snapshot)),
            ],
        };
    }

    private Redaction Redact((long Sequence, ConversationEvent Event) unsaid, SubjectKey key)
    {
        var context = new SealContext(Key.Tenant, Key.Id, unsaid.Sequence, SealPurpose.Event);
        return new Redaction(Key.Id, unsaid.Sequence, key.Seal(Codec.Encode(Wording.Emptied(unsaid.Event)), context));
    }

    private async Task<StoredMessage?> ReadMessageAsync(long sequence)
    {
        var page = await Store.ReadTranscriptAsync(
            Key.Tenant, Key.Id, ConversationForm.MessageKinds, sequence + 1, 1, CancellationToken.None);
        return page.Count == 1 && page[0].Event.Sequence == sequence ? page[0] : null;
    }

    private async Task<MessageView?> FindSentAsync(string clientMessageId)
    {
        var lookup = await Vault.GetLookupKeyAsync(Key.Tenant, CancellationToken.None);
        var claim = ConversationClaims.OfClientMessage(lookup, Key.Id, clientMessageId);
        var held = await Store.FindClaimsAsync([claim], CancellationToken.None);
        if (!held.TryGetValue(claim, out var at) || await ReadMessageAsync(at.Sequence) is not { } stored)
            return null;
        var contact = (await GetStateAsync()).Contact;
        return links.On(
            Key.Tenant, Transcript.View(Key, stored, await Vault.GetAsync(Key.Tenant, contact.Value, CancellationToken.None), contact));
    }
}
