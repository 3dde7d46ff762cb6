using Athera.Channels;
using Athera.Conversations.SendingRules;
using Athera.Journal;
using Athera.Messages;

namespace Athera.Conversations;

// What people and programs send.
public sealed partial class ConversationGrain
{
    /// <summary>A sign for an answer that comes at once would cost the provider a call and tell the contact nothing.</summary>
    private static readonly TimeSpan TypingAfter = TimeSpan.FromMilliseconds(700);

    /// <summary>Channels let the sign go out after 20 to 25 seconds.</summary>
    private static readonly TimeSpan TypingAgain = TimeSpan.FromSeconds(15);

    private IGrainTimer? _typing;

    /// <inheritdoc/>
    public async Task<Result<MessageView>> Send(SendMessage command)
    {
        var known = await GetStateAsync();
        var files = command.Media.Count == 0 || !known.Exists ? NoFiles : await CopyAsync(known, command.Media);
        if (!files.Granted)
            return await FindSentAsync(command.ClientMessageId) is { } before ? before : files.Refusal;
        var asked = await CircumstancesAsync(known, command);
        Circumstances now() => asked() with { Files = files.Value };
        Refusal? refusal = null;
        var commit = await DecideAsync(state => (refusal = Sending.Check(state, command, now())) is null
            ? Sending.Send(state, command, now()).Events
            : []);
        // Whoever asks again is told what became of it, also when it could not be sent any more now.
        if ((commit.Status == AppendStatus.Duplicate || refusal is { Kind: RefusalKind.Conflict })
            && await FindSentAsync(command.ClientMessageId) is { } sent)
            return sent;
        if (refusal is not null)
            return refusal;
        if (!commit.Durable)
            return RefusalOf(commit.Status);
        Follow(commit);
        Show(commit.After, ConversationSignal.Read);
        var index = commit.Events.ToList().FindIndex(e => e is MessageQueued);
        var sequence = commit.Before.Sequence + 1 + index;
        var at = now().Now;
        return links.On(Key.Tenant, Transcript.View(
            new MessageId(Id, sequence), commit.Events[index], commit.After.Deliveries.First(d => d.Message == sequence),
            commit.After.Contact, at)!);
    }

    /// <inheritdoc/>
    public async Task<Result<SendPreview>> Preview(SendMessage command)
    {
        var state = await GetStateAsync();
        if (!state.Exists)
            return Refusal.NotFound;
        var now = await CircumstancesAsync(state, command);
        var agrees = await consents.AgreesToMarketingAsync(Key.Tenant, state.Contact, CancellationToken.None);
        return Previewing.Of(state, command, await accounts.FindAsync(state.Account), now() with { AgreesToMarketing = agrees });
    }

    /// <inheritdoc/>
    public async Task<Result<Done>> ChangeConsent(ChangeConsent command)
    {
        var state = await GetStateAsync();
        if (!state.Exists)
            return Refusal.NotFound;
        var now = await CircumstancesAsync(state.Account);
        return Finish(await DecideAsync(s => Consenting.Change(s, command, now()).Events));
    }

    /// <inheritdoc/>
    public async Task Signal(ConversationSignal signal)
    {
        var state = await GetStateAsync();
        if (state.Exists)
            Show(state, signal);
    }

    // What a message asks for is looked up before it is decided about.
    private async ValueTask<Func<Circumstances>> CircumstancesAsync(Conversation state, SendMessage command)
    {
        var now = await CircumstancesAsync(state.Account);
        var quoted = command.ReplyTo is { } quote && quote.Conversation == Id ? await ExternalIdAsync(quote.Sequence) : null;
        if (command.Template is not { } use)
            return () => now() with { Quoted = quoted };
        var template = await templates.FindAsync(Key.Tenant, state.Account, use.Name, use.Language, CancellationToken.None);
        bool? agrees = template?.Spec?.Category == TemplateUse.MarketingCategory
            ? await consents.AgreesToMarketingAsync(Key.Tenant, state.Contact, CancellationToken.None)
            : null;
        return () => now() with { Quoted = quoted, Template = template, AgreesToMarketing = agrees };
    }

    private async Task<string?> ExternalIdAsync(long message)
    {
        if (await ReadMessageAsync(message) is not { } stored)
            return null;
        var key = await Vault.GetAsync(Key.Tenant, SubjectOf(await GetStateAsync()), CancellationToken.None);
        return Transcript.View(Key, stored, key, default).ExternalId;
    }

    private void Show(Conversation state, ConversationSignal signal)
    {
        if (!state.RecentExternalIds.IsEmpty)
            signals.Show(state.Account, Id, new SignalTarget(state.RecentExternalIds[^1], state.Addresses), signal);
    }

    // While the turn runs.
    private void ShowTyping(long turn)
    {
        _typing?.Dispose();
        _typing = this.RegisterGrainTimer(
            async _ =>
            {
                var now = await GetStateAsync();
                if (now.Turn?.Id == turn)
                    Show(now, ConversationSignal.Typing);
                else
                    StopTyping();
            },
            new GrainTimerCreationOptions { DueTime = TypingAfter, Period = TypingAgain, Interleave = true });
    }

    private void StopTyping()
    {
        _typing?.Dispose();
        _typing = null;
    }

    private async Task PassConsentsAsync(Conversation state, ConsentPassing passing)
    {
        try
        {
            var contact = GrainFactory.Get<Contacts.IContactGrain>(Key.Tenant, state.Contact.Value);
            foreach (var owed in state.ConsentsOwed)
            {
                var told = await contact.NoteConsent(Consenting.ForContact(owed, state.Account));
                // A contact that is not there any more has no record to keep.
                if (told.Refusal is { Kind: not RefusalKind.NotFound })
                    return;
            }
            await DecideAsync(s => ConsentObligation.Passed(s, passing.Through).Events);
        }
        catch (Exception e) when (e is StoreUnavailableException or OrleansException or TimeoutException)
        {
            log.ConsentNotPassed(Id);
        }
    }
}
