namespace Athera.Journal;

/// <summary>
/// Who this process is to the database, for as long as it runs. A restarted silo is another one: what its predecessor held is free
/// to be taken over.
/// </summary>
/// <param name="Id">Drawn when the process starts.</param>
public sealed record SiloIdentity(OpaqueId Id);
