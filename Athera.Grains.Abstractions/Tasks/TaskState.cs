namespace Athera.Tasks;

/// <summary>How far a task has come. The numbers are stored: never change or reuse one.</summary>
[GenerateSerializer, Alias("Athera.TaskState")]
public enum TaskState : short
{
    /// <summary>Somebody has to do it.</summary>
    Open = 1,

    /// <summary>It was done; a user may open it again.</summary>
    Done = 2,

    /// <summary>Nobody has to do it any more; a user may open it again.</summary>
    Cancelled = 3,
}
