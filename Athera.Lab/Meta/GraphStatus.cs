namespace Athera.Lab.Meta;

/// <summary>A message has come to a status; the webhook that tells it follows.</summary>
/// <param name="Send">The message.</param>
/// <param name="Status"><c>sent</c>, <c>delivered</c>, <c>read</c> or <c>failed</c>.</param>
/// <param name="At">When it came to it.</param>
/// <param name="ErrorCode">Meta's code, when it failed.</param>
public sealed record GraphStatus(GraphSend Send, string Status, DateTimeOffset At, int? ErrorCode);
