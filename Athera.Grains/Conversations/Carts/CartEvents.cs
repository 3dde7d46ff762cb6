namespace Athera.Conversations;

/// <summary>An order is being made of a cart the contact sent.</summary>
/// <param name="Message">The message that brought it.</param>
/// <param name="RetryAt">When it is tried again if nothing is heard of it.</param>
/// <param name="Silo">The silo that does it: when that is gone, so is the try.</param>
public sealed record CartPassing(long Message, DateTimeOffset RetryAt, OpaqueId Silo) : ConversationEvent;

/// <summary>A cart has become an order, or never will.</summary>
/// <param name="Message">The message that brought it.</param>
/// <param name="Next">The message that brought the next cart of which no order was made yet, if there is one.</param>
/// <param name="Order">The order.</param>
/// <param name="Fault">Why there is none.</param>
public sealed record CartPassed(long Message, long? Next, OrderId? Order, string? Fault) : ConversationEvent;
