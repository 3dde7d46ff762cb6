namespace Athera.Orders;

/// <summary>How large an order may be.</summary>
public static class OrderLimits
{
    /// <summary>Lines, at most.</summary>
    public const int Lines = 500;

    /// <summary>Longest name of a line and longest SKU, in UTF-16 units.</summary>
    public const int Name = 256;

    /// <summary>Most of one thing.</summary>
    public const int Quantity = 1_000_000;

    /// <summary>Dearest thing, in minor units.</summary>
    public const long UnitAmount = 1_000_000_000_000;

    /// <summary>Most that a whole order may come to, in minor units: the largest number every JSON reader keeps exact.</summary>
    public const long Total = 9_007_199_254_740_991;

    /// <summary>Longest notes, in UTF-16 units.</summary>
    public const int Notes = 4096;

    /// <summary>Longest id in a tenant's own system, in UTF-16 units.</summary>
    public const int ExternalId = 128;

    /// <summary>Longest reason, in UTF-16 units.</summary>
    public const int Reason = 500;
}
