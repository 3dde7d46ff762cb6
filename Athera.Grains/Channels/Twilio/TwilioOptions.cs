namespace Athera.Channels.Twilio;

/// <summary>Where Twilio's API is. Accounts are the tenants' own: there is no shared one.</summary>
public sealed class TwilioOptions
{
    /// <summary>The section these are read from.</summary>
    public const string Section = "Athera:Twilio";

    /// <summary>Address of the API, without its version.</summary>
    public Uri ApiUrl { get; set; } = new("https://api.twilio.com");

    /// <summary>Address of the service of content templates; by default the one that goes with <see cref="ApiUrl"/>.</summary>
    public Uri? ContentUrl { get; set; }

    /// <summary>Address of the messaging service, for the sign that somebody writes; by default the one that goes with <see cref="ApiUrl"/>.</summary>
    public Uri? MessagingUrl { get; set; }

    /// <summary>
    /// Longest wait for the answer to a send, default 10 seconds. After it nobody knows whether Twilio took the message, so too
    /// short a wait makes unknown outcomes of slow ones.
    /// </summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often each account's list is looked through for messages whose webhook never came, default a minute; zero: never. Twilio
    /// sends an inbound message once, so what was not taken then is found here or not at all.
    /// </summary>
    public TimeSpan Reconcile { get; set; } = TimeSpan.FromMinutes(1);
}
