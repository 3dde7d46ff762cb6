using Athera.Channels;
using Athera.Contacts;

namespace Athera.Conversations;

/// <summary>Takes in what a contact told a person about being written to, and tells the contact's own record what it said here.</summary>
internal static class Consenting
{
    /// <summary>Takes it in.</summary>
    public static Draft Change(Conversation state, ChangeConsent command, Circumstances now)
    {
        var draft = new Draft(state);
        // Entered by a person it is the newest word, whatever a provider's clock says of an older one.
        var known = state.Consents.FirstOrDefault(c => c.Scope == command.Scope);
        var at = known?.At >= command.At ? known.At.AddTicks(1) : command.At;
        draft.TakeWord(command.Scope, command.Granted, ConsentWays.Person, at, user: command.User);
        return draft.Events.Count == 0 ? draft : draft.Proceed(now);
    }

    /// <summary>Something said here as the contact's record has it.</summary>
    public static Consent ForContact(OwedConsent owed, ChannelAccountId account) => owed.Scope == ConsentScope.Everything
        ? new Consent(ConsentPurposes.Messages, owed.Granted, owed.How, owed.At, account)
        : new Consent(ConsentPurposes.Marketing, owed.Granted, owed.How, owed.At);
}
