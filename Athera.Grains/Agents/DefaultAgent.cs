using System.Security.Cryptography;

namespace Athera.Agents;

/// <summary>The agent every tenant has from the start.</summary>
public static class DefaultAgent
{
    /// <summary>Its id: derived from the tenant's, so that it needs no write to exist and no lookup to be found.</summary>
    public static AgentId IdOf(TenantId tenant)
    {
        Span<byte> text = stackalloc byte[OpaqueId.Size + 5];
        tenant.Value.WriteTo(text);
        "agent"u8.CopyTo(text[OpaqueId.Size..]);
        return new AgentId(OpaqueId.FromBytes(SHA256.HashData(text)));
    }
}
