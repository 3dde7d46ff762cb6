namespace Athera.Tools;

/// <summary>A tool, or a server with tools, that a tenant has added. Key: tenant and tool.</summary>
[Alias("Athera.IToolGrain")]
public interface IToolGrain : IGrainWithStringKey
{
    /// <summary>
    /// Adds it. Refused as invalid by field, and as a conflict when its name is taken (<c>name_taken</c>) or there are too many
    /// (<c>too_many_tools</c>). Adding it again changes nothing and shows it as it is.
    /// </summary>
    [Alias("Create")]
    Task<Result<ToolView>> Create(CreateTool command);

    /// <summary>What it is; never its secrets.</summary>
    [Alias("Get")]
    Task<Result<ToolView>> Get();

    /// <summary>Changes what is given and keeps the rest.</summary>
    [Alias("Change")]
    Task<Result<ToolView>> Change(ChangeTool command);

    /// <summary>Asks its server anew for its tools; of a tool without a server there is nothing to ask.</summary>
    [Alias("Refresh")]
    Task<Result<ToolView>> Refresh();

    /// <summary>Checks a call and shows the request it would make, without making it. Refused as invalid by field.</summary>
    [Alias("Try")]
    Task<Result<ToolTrial>> Try(TryTool command);

    /// <summary>Removes it: agents are told of it no longer, and its secrets are forgotten.</summary>
    [Alias("Remove")]
    Task<Result<Done>> Remove();

    /// <summary>Asks its server for its tools, and says when to call next.</summary>
    [Alias("Wake")]
    Task<DateTimeOffset> Wake();
}

/// <summary>All tools a tenant has added. Key: the tenant's collection.</summary>
[Alias("Athera.IToolsGrain")]
public interface IToolsGrain : IGrainWithStringKey
{
    /// <summary>A page of them, in the order of their ids.</summary>
    [Alias("List")]
    Task<Page<ToolView>> List(string? after, int limit);
}
