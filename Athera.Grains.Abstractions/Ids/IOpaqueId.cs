namespace Athera;

/// <summary>An <see cref="OpaqueId"/> that says what it is the id of, so that one kind cannot be passed for another.</summary>
/// <typeparam name="TSelf">The kind of id.</typeparam>
public interface IOpaqueId<TSelf> where TSelf : struct, IOpaqueId<TSelf>
{
    /// <summary>The bare 128 bits.</summary>
    OpaqueId Value { get; }

    /// <summary>Gives bare bits their kind.</summary>
    static abstract TSelf From(OpaqueId value);
}
