namespace Athera.Lab.Wire;

/// <summary>Whom a fake stands in for.</summary>
public enum Provider
{
    /// <summary>Meta: WhatsApp Cloud API.</summary>
    Meta,

    /// <summary>Twilio: SMS and WhatsApp.</summary>
    Twilio,

    /// <summary>A language model.</summary>
    Model,
}
