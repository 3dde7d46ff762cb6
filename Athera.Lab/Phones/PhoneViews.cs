using Athera.Lab.Wire;

namespace Athera.Lab.Phones;

/// <summary>A phone as the page lists it.</summary>
internal sealed record PhoneView(string Id, string Name, string Number, DateTimeOffset? TypingUntil);

/// <summary>One request over the wire as the page shows it.</summary>
internal sealed record WireView(
    long Version, DateTimeOffset At, Provider Provider, bool IsWebhook, string Subject, int? Status, int Attempt, double Milliseconds,
    string? Phone);

/// <summary>Everything that changed after a version, up to <paramref name="Version"/>.</summary>
internal sealed record PhoneChanges(
    long Version, IReadOnlyList<PhoneView> Phones, IReadOnlyList<PhoneMessage> Messages, IReadOnlyList<WireView> Wire);

/// <summary>The phones there are and the channels they can write to.</summary>
internal sealed record PhoneList(IReadOnlyList<PhoneView> Phones, bool WhatsApp, bool Sms);

/// <summary>The messages of one phone.</summary>
internal sealed record PhoneMessages(IReadOnlyList<PhoneMessage> Messages);
