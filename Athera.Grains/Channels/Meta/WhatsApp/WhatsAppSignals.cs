namespace Athera.Channels.Meta.WhatsApp;

/// <summary>Marks messages as read, which marks those before them too, and shows that somebody writes.</summary>
internal sealed class WhatsAppSignals(GraphApi api) : ISignals
{
    // Meta ends the sign after 25 seconds, or with the answer.
    public TimeSpan TypingLasts { get; } = TimeSpan.FromSeconds(25);

    public Task ShowAsync(ChannelSettings settings, SignalTarget target, bool typing, CancellationToken cancellation) => api.PostAsync(
        $"{settings[WhatsAppChannel.PhoneNumberId]}/messages", settings[WhatsAppChannel.AccessToken]!,
        WhatsAppBody.Mark(target.ExternalId, typing), cancellation);
}
