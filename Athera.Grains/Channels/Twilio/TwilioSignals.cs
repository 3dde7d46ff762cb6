namespace Athera.Channels.Twilio;

/// <summary>
/// Shows on WhatsApp that somebody writes; the same call marks the message as read. Phone networks have neither, and a read mark alone
/// is not to be had.
/// </summary>
internal sealed class TwilioSignals(TwilioApi api) : ISignals
{
    // Twilio ends the sign after 25 seconds, or with the answer.
    public TimeSpan TypingLasts { get; } = TimeSpan.FromSeconds(25);

    public Task ShowAsync(ChannelSettings settings, SignalTarget target, bool typing, CancellationToken cancellation) =>
        typing && TwilioAddresses.IsWhatsApp(settings[TwilioSettings.From])
            ? api.PostTypingAsync(settings[TwilioSettings.AccountSid]!, settings[TwilioSettings.AuthToken]!, target.ExternalId, cancellation)
            : Task.CompletedTask;
}
