namespace Athera.Lab.Meta;

/// <summary>A customer as Meta names one.</summary>
/// <param name="Number">The number as digits; null for a user who is known by a username only.</param>
/// <param name="UserId">Business-scoped user id such as <c>US.88...</c>, where Meta tells it.</param>
/// <param name="Name">Profile name.</param>
public sealed record WhatsAppCustomer(string? Number, string? UserId, string Name);
