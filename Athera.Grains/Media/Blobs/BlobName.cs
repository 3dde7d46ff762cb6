namespace Athera.Media.Blobs;

/// <summary>
/// Names a blob by whose it is: opaque ids only, so that a store, its listings and its logs tell nothing about anybody. What one
/// subject has is found by its first two parts, which is how an erasure finds all of it.
/// </summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Subject">Whose key seals it: a contact, or the tenant itself for what is not sent yet.</param>
/// <param name="Id">The blob.</param>
public readonly record struct BlobName(TenantId Tenant, OpaqueId Subject, OpaqueId Id)
{
    /// <summary><c>{tenant}/{first two digits of the subject}/{subject}/{blob}</c>: no folder grows with the number of contacts.</summary>
    public override string ToString() => $"{FolderOf(Tenant, Subject)}/{Id}";

    /// <summary>Where everything of one subject is.</summary>
    public static string FolderOf(TenantId tenant, OpaqueId subject)
    {
        var name = subject.ToString();
        return $"{tenant}/{name[..2]}/{name}";
    }
}
