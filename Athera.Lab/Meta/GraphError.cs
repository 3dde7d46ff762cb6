namespace Athera.Lab.Meta;

/// <summary>One row of Meta's error table.</summary>
internal sealed record GraphError(int Http, int Code, string Title, string? Details = null)
{
    public int? Subcode { get; init; }

    public bool IsTransient { get; init; }
}
