using Athera.Lab.Wire;

namespace Athera.Lab.Troubles;

/// <summary>Something that can be made to go wrong once.</summary>
/// <param name="Key">Its name in requests.</param>
/// <param name="Provider">Whose next call it hits.</param>
/// <param name="Title">What happens, for people.</param>
/// <param name="Arm">Arms it.</param>
internal sealed record Trouble(string Key, Provider Provider, string Title, Action Arm);
