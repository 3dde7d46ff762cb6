namespace Athera.Testing.Silos;

/// <summary>A message as a client of the API sees it.</summary>
public sealed record MessageSeen(
    string Id, long Position, string Direction, string Kind, string? Text, string? ExternalId, string State, bool Late);

/// <summary>A conversation as a client of the API sees it.</summary>
public sealed record ConversationSeen(
    string Id, string ContactId, string ChannelAccountId, string Channel, string Status, string Responder, int Unread, long Position);

/// <summary>A contact as a client of the API sees it.</summary>
public sealed record ContactSeen(string Id, string? Name);

/// <summary>An event of a conversation as a client of the API sees it.</summary>
public sealed record EventSeen(string Kind, string? User, FaultSeen? Fault, IReadOnlyDictionary<string, string> Data);

/// <summary>A reason as a client of the API sees it.</summary>
public sealed record FaultSeen(string Code, string? Detail);

/// <summary>A channel account as a client of the API sees it.</summary>
public sealed record ChannelSeen(string Id, string Kind, string Name, IReadOnlyDictionary<string, string> Settings);

/// <summary>A quarantined piece as a client of the API sees it.</summary>
public sealed record QuarantinedSeen(string Id, string Provider, string? Account, string Reason, int Bytes, string? Conversation = null);

/// <summary>An agent profile as a client of the API sees it.</summary>
public sealed record AgentSeen(string Id, string Name, int SettleMs);

/// <summary>A page of a list as a client of the API sees it.</summary>
public sealed record PageSeen<T>(IReadOnlyList<T> Items, string? Next);
