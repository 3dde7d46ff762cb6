using Athera.Lab.Meta;
using Athera.Lab.Meta.Direct;
using Athera.Lab.Twilio;

namespace Athera.Lab;

/// <summary>
/// What the lab has to know of the product it stands beside. Everything is asked for at the time of use, because the
/// product's port and its demonstration accounts exist only after the start.
/// </summary>
public sealed class LabOptions
{
    /// <summary>
    /// Where webhooks connect to, whatever public address they are signed for: scheme, host and port are replaced, path and
    /// query stay. Null connects to the address itself. Inside the product it also keeps the lab from calling anywhere else.
    /// </summary>
    public Func<Uri>? ProductUrl { get; init; }

    /// <summary>The WhatsApp number customers of the lab write to; null while there is none.</summary>
    public Func<WhatsAppAccount?> WhatsApp { get; init; } = () => null;

    /// <summary>The Twilio number customers of the lab send texts to; null while there is none.</summary>
    public Func<TwilioAccount?> Twilio { get; init; } = () => null;

    /// <summary>The Instagram accounts and pages that may send and are told what becomes of it.</summary>
    public Func<IReadOnlyList<DirectAccount>> Direct { get; init; } = () => [];

    /// <summary>The script the lab's shop embeds to have a chat; null while there is none.</summary>
    public Func<Uri?> ChatScript { get; init; } = () => null;

    /// <summary>Pause before each delivery status; about half a second lets a person see the ticks change.</summary>
    public TimeSpan StatusDelay { get; init; }
}
