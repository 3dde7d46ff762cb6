using System.Text.Json;

namespace Athera.Tasks;

/// <summary>What models are told the arguments of the tools for tasks have to be.</summary>
internal static class TaskToolSchemas
{
    private const string Title = """
        { "type": "string", "minLength": 1, "maxLength": 200, "description": "What is to be done, in short" }
        """;

    private const string Text = """
        { "type": "string", "maxLength": 4096, "description": "What is to be done, with all that somebody needs to know to do it" }
        """;

    private const string DueAt = """
        {
          "type": "string", "format": "date-time", "minLength": 1, "maxLength": 40,
          "description": "When it has to be done, with its offset, such as 2026-05-01T09:00:00Z"
        }
        """;

    public static JsonElement Find { get; } = JsonElement.Parse("""
        {
          "type": "object",
          "additionalProperties": false,
          "required": [],
          "properties": {
            "state": { "type": "string", "enum": ["open", "done", "cancelled"], "description": "Only tasks in this state" }
          }
        }
        """);

    public static JsonElement Create { get; } = JsonElement.Parse($$"""
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["title"],
          "properties": { "title": {{Title}}, "text": {{Text}}, "dueAt": {{DueAt}} }
        }
        """);

    public static JsonElement Update { get; } = JsonElement.Parse($$"""
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["taskId"],
          "properties": {
            "taskId": { "type": "string", "minLength": 32, "maxLength": 32, "description": "The task's id, 32 hexadecimal digits" },
            "title": {{Title}},
            "text": {{Text}},
            "dueAt": {{DueAt}},
            "state": { "type": "string", "enum": ["done", "cancelled"], "description": "What became of it" }
          }
        }
        """);
}
