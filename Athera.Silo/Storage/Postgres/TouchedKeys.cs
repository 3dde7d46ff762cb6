using Athera.Journal;

namespace Athera.Silo.Storage.Postgres;

/// <summary>The keys of everything a batch touches, each once.</summary>
internal sealed class TouchedKeys
{
    public TouchedKeys(IReadOnlyList<Append> batch)
    {
        HashSet<OpaqueId> tenants = [], streams = [], claims = [];
        foreach (var append in batch)
        {
            tenants.Add(append.Tenant.Value);
            foreach (var stream in append.Streams)
                streams.Add(stream.Stream);
            foreach (var claim in append.Claims)
                claims.Add(claim.Key.Value);
            foreach (var key in append.Releases)
                claims.Add(key.Value);
        }
        Tenants = ToColumn(tenants);
        Streams = ToColumn(streams);
        Claims = ToColumn(claims);
    }

    public Guid[] Tenants { get; }

    public Guid[] Streams { get; }

    public Guid[] Claims { get; }

    private static Guid[] ToColumn(HashSet<OpaqueId> ids)
    {
        var column = new Guid[ids.Count];
        var i = 0;
        foreach (var id in ids)
            column[i++] = id.ToGuid();
        return column;
    }
}
