namespace Athera.Lab.Phones;

/// <summary>Asks for a new customer; what is left out is made up.</summary>
internal sealed record NewPhone(string? Name, string? Number);

/// <summary>Writes as the customer.</summary>
/// <param name="Channel">The app.</param>
/// <param name="Text">The text.</param>
/// <param name="Copies">How often the provider posts the same webhook; left out once.</param>
internal sealed record NewMessage(PhoneChannel? Channel, string? Text, int? Copies);

/// <summary>A message that is on its way.</summary>
internal sealed record WrittenMessage(string Id);
