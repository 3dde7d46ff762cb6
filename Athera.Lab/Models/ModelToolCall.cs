using System.Security.Cryptography;

namespace Athera.Lab.Models;

/// <summary>A tool the fake model asks for.</summary>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">Its arguments as text, which is JSON only if the model got it right.</param>
public sealed record ModelToolCall(string Name, string Arguments)
{
    /// <summary>The id the tool's result must name.</summary>
    public string Id { get; init; } = $"call_{RandomNumberGenerator.GetHexString(24, lowercase: true)}";
}
