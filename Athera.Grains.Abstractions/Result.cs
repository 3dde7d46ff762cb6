using System.Diagnostics.CodeAnalysis;

namespace Athera;

/// <summary>What was asked for, or why not. Expected refusals travel as values; an exception means a bug or a broken dependency.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
[GenerateSerializer, Immutable, Alias("Athera.Result`1")]
public sealed record Result<T> where T : class
{
    /// <summary>What was asked for, unless it was refused.</summary>
    [Id(0)] public T? Value { get; init; }

    /// <summary>Why not, if it was refused.</summary>
    [Id(1)] public Refusal? Refusal { get; init; }

    /// <summary>Whether it was granted.</summary>
    [MemberNotNullWhen(true, nameof(Value)), MemberNotNullWhen(false, nameof(Refusal))]
    public bool Granted => Value is not null;

    /// <summary>Grants.</summary>
    public static implicit operator Result<T>(T value) => new() { Value = value };

    /// <summary>Refuses.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new() { Refusal = refusal };
}

/// <summary>The answer of a command that has nothing to give back.</summary>
[GenerateSerializer, Immutable, Alias("Athera.Done")]
public sealed record Done
{
    /// <summary>It was done, or had been done already.</summary>
    public static Done Value { get; } = new();
}
