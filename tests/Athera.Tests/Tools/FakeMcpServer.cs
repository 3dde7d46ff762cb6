using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace Athera.Tests.Tools;

/// <summary>A server of the Model Context Protocol on a real socket, with the protocol's own library on its side.</summary>
internal sealed class FakeMcpServer : IAsyncDisposable
{
    /// <summary>A tool that notes something.</summary>
    public const string NoteSchema = """
        {"type":"object","additionalProperties":false,"required":["text"],"properties":{"text":{"type":"string","maxLength":100,"description":"What to note."}}}
        """;

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, string> _effects = new();
    private readonly ConcurrentQueue<string> _authorizations = [];

    private FakeMcpServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddMcpServer()
            .WithHttpTransport(transport => transport.Stateless = true)
            .WithListToolsHandler((_, _) => new ValueTask<ListToolsResult>(new ListToolsResult { Tools = [.. Tools] }))
            .WithCallToolHandler(async (context, cancellation) =>
            {
                var request = context.Services!.GetRequiredService<IHttpContextAccessor>().HttpContext!.Request;
                _authorizations.Enqueue(request.Headers.Authorization.ToString());
                _effects.TryAdd(request.Headers["Idempotency-Key"].ToString(), JsonSerializer.Serialize(context.Params!.Arguments));
                return await Answers(context.Params!, cancellation);
            });
        _app = builder.Build();
        _app.Use((context, next) => Before(context, next));
        _app.MapMcp("/mcp");
    }

    public string Url => $"{_app.Urls.Single()}/mcp";

    /// <summary>What it lists.</summary>
    public List<Tool> Tools { get; } = [ToolOf("note", "Notes a text for the team to read.", NoteSchema)];

    /// <summary>What was done, by idempotency key.</summary>
    public IReadOnlyDictionary<string, string> Effects => _effects;

    /// <summary>With which credentials it was called.</summary>
    public IReadOnlyList<string> Authorizations => [.. _authorizations];

    /// <summary>What stands between the socket and the protocol.</summary>
    public Func<HttpContext, Func<Task>, Task> Before { get; set; } = (_, next) => next();

    /// <summary>How it answers a call, once the effect is had.</summary>
    public Func<CallToolRequestParams, CancellationToken, Task<CallToolResult>> Answers { get; set; } =
        (_, _) => Task.FromResult(Saying("noted"));

    public static async Task<FakeMcpServer> StartAsync()
    {
        var server = new FakeMcpServer();
        await server._app.StartAsync();
        return server;
    }

    public static Tool ToolOf(string name, string description, string schema) => new()
    {
        Name = name,
        Description = description,
        InputSchema = JsonSerializer.Deserialize<JsonElement>(schema),
    };

    public static CallToolResult Saying(string text, bool error = false) => new() { Content = [new TextContentBlock { Text = text }], IsError = error };

    /// <summary>Does something to tool calls only, and lets all else pass.</summary>
    public void OnCalls(Func<HttpContext, Func<Task>, Task> what) => Before = async (context, next) =>
    {
        context.Request.EnableBuffering();
        using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
        var body = await reader.ReadToEndAsync();
        context.Request.Body.Position = 0;
        await (body.Contains("\"tools/call\"", StringComparison.Ordinal) ? what(context, next) : next());
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
