namespace Athera.Lab.Wire;

/// <summary>What became of a webhook.</summary>
/// <param name="Accepted">Whether the last try counted as success for the provider.</param>
/// <param name="Attempts">How many tries it took.</param>
/// <param name="Status">HTTP status of the last try; null when there was no answer.</param>
/// <param name="ContentType">Media type of the last answer.</param>
/// <param name="Body">Its text, cut at 64 KiB. Twilio would send a plain text to the customer.</param>
public sealed record WebhookOutcome(bool Accepted, int Attempts, int? Status, string? ContentType, string Body);
