using System.Text.Json;

namespace Athera.Channels.Meta;

/// <summary>
/// One kind of thing Meta sends webhooks about. The envelope, the handshake and the signature are the same for all; what stands in
/// an entry is not.
/// </summary>
internal interface IMetaObject
{
    /// <summary>Its name in the envelope, such as <c>page</c>.</summary>
    string Name { get; }

    /// <summary>Reads one element of <c>entry</c>, of whatever type it may be. Never throws.</summary>
    void Read(JsonElement entry, MetaReading reading);
}
