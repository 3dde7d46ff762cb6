namespace Athera.FaultRuns.Load;

/// <summary>A provider's request, signed and ready; only where it goes is open.</summary>
/// <param name="Path">Path and query.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Signature">The header that proves it, with its value.</param>
/// <param name="Body">The exact bytes.</param>
internal sealed record Webhook(string Path, string ContentType, (string Name, string Value) Signature, byte[] Body);
