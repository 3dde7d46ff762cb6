using Athera.Lab;
using Athera.Lab.Meta;
using Athera.Lab.Wire;

namespace Athera.Testing.Silos;

/// <summary>An Athera customers can write to, of one silo or several.</summary>
public interface IServesCustomers
{
    /// <summary>Meta, Twilio and the model.</summary>
    LabServer Lab { get; }

    /// <summary>A client of its API.</summary>
    DemoApi Api { get; }

    /// <summary>The demo tenant's WhatsApp number as Meta knows it.</summary>
    WhatsAppAccount WhatsApp { get; }

    /// <summary>How Meta repeats a webhook to it.</summary>
    RetrySchedule Retries { get; }
}
