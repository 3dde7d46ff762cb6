namespace Athera.Knowledge.Documents;

/// <summary>Why a source cannot be read.</summary>
public static class DocumentFaults
{
    /// <summary>It is not what its kind says, or is broken.</summary>
    public const string Damaged = "damaged";

    /// <summary>It opens with a password only.</summary>
    public const string Locked = "locked";

    /// <summary>There is no text in it.</summary>
    public const string Empty = "empty";

    /// <summary>It is not text of a known encoding.</summary>
    public const string Encoding = "encoding";

    /// <summary>It has more pages than are read.</summary>
    public const string TooManyPages = "too_many_pages";

    /// <summary>It has more text than is read.</summary>
    public const string TooLong = "too_long";

    /// <summary>Reading it took more time or memory than is given.</summary>
    public const string Costly = "costly";

    /// <summary>Nobody had time to read it.</summary>
    public const string Busy = "busy";

    /// <summary>What the tenant is told.</summary>
    public static Refusal RefusalOf(string fault) => fault == Busy ? Refusal.Unavailable : Refusal.Invalid("content", fault switch
    {
        Locked => "is protected by a password",
        Empty => "has no text in it; pictures of text are not read",
        Encoding => "is not text in UTF-8 or UTF-16",
        TooManyPages => $"has more than {KnowledgeLimits.MaxPages} pages",
        TooLong => $"has more than {KnowledgeLimits.MaxCharacters} characters of text or {KnowledgeLimits.MaxParts} parts; divide it into articles",
        Costly => "takes more time or memory to read than is given",
        _ => "is broken, or not of the kind that is said",
    });
}
