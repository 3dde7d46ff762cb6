using System.Text.Json;
using Athera.Channels;
using Athera.Sourcing;
using Athera.Tools;
using Athera.Turns.Tools;

namespace Athera.Tasks;

/// <summary>What agents can do about tasks that concern their contact.</summary>
public sealed class TaskTools(IGrainFactory grains, DerivedIds ids) : IToolSource
{
    /// <summary>Tasks that are told at once, and of how long a text: more would not fit an outcome.</summary>
    internal const int MostTasks = 10, LongestText = 500;

    private static readonly TaskToolJson Telling = new(ToolAnswers.Telling(TaskToolJson.Default));

    private readonly IReadOnlyList<ITool> _tools = [new FindTasksTool(grains), new CreateTaskTool(grains, ids), new UpdateTaskTool(grains)];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ITool>> ToolsAsync(TenantId tenant, CancellationToken cancellation) => new(_tools);

    /// <summary>What a model is told of tasks it has asked for.</summary>
    internal static string Tell(Page<TaskView> page) => JsonSerializer.Serialize(
        new FoundTasks([.. page.Items.Select(Found)], page.Next is not null), Telling.FoundTasks);

    private static FoundTask Found(TaskView task) => new(
        task.Id, task.Title, task.Text is { } text ? TextLimit.Cut(text, LongestText) : null, Histories.NameOf(task.State), task.DueAt,
        task.Overdue);

    /// <summary>What a model is told of a task it has made or changed.</summary>
    internal static string Tell(TaskView task) =>
        JsonSerializer.Serialize(new ToldTask(task.Id, Histories.NameOf(task.State), task.DueAt), Telling.ToldTask);

    /// <summary>What is wrong with a time.</summary>
    internal static ToolOutcome WrongTime { get; } =
        ToolOutcome.Failed(ToolArguments.Invalid, "dueAt is a time with its offset, such as 2026-05-01T09:00:00Z");
}
