namespace Athera.Access;

/// <summary>What travels beside every call from the API, for the silo's call filter.</summary>
public static class CallerContext
{
    /// <summary>Orleans request context: the text form of the tenant on whose behalf the call is made. A claim, not a proof.</summary>
    public const string TenantKey = "athera.tenant";
}
