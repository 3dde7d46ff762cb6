namespace Athera.Lab.Meta;

/// <summary>The business marked a customer's message as read, or shows that it is typing.</summary>
/// <param name="Sequence">1 for the first.</param>
/// <param name="At">When.</param>
/// <param name="PhoneNumberId">The number's id, from the path.</param>
/// <param name="MessageId">The customer's message.</param>
/// <param name="IsTyping">Whether a typing indicator came with it.</param>
public sealed record GraphMark(long Sequence, DateTimeOffset At, string PhoneNumberId, string MessageId, bool IsTyping);
