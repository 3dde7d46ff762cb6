using System.Security.Cryptography;
using System.Text;
using Athera.Journal;

namespace Athera.Silo.Cluster;

/// <summary>
/// Who a silo of the cluster is to the database. Its id is made of the address Orleans knows it by, which is another after every
/// start, so every silo can tell whose an id is without asking.
/// </summary>
internal static class SiloNames
{
    public static SiloIdentity IdentityOf(SiloAddress silo) => new(IdOf(silo));

    public static OpaqueId IdOf(SiloAddress silo) =>
        OpaqueId.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(silo.ToParsableString())));
}
