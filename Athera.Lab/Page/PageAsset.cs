namespace Athera.Lab.Page;

/// <summary>A file of the page, held in memory.</summary>
internal sealed record PageAsset(string ContentType, byte[] Bytes, string Tag);
