using System.Reflection;
using Athera.Api.Contract;
using Athera.Knowledge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Athera.Api.Knowledge;

/// <summary>An article to be read: as a JSON body with its text, or as a form with its file.</summary>
internal sealed class ArticleInput : IReadInput, IBindableFromHttpContext<ArticleInput>, IEndpointParameterMetadataProvider
{
    /// <summary>Largest body: the largest file and what stands around it, or the longest text with every character escaped.</summary>
    public const int MaxBodyLength = KnowledgeLimits.MaxSource + (64 * 1024);

    private const string Form = "multipart/form-data";

    private readonly WriteArticle? _command;

    private ArticleInput(WriteArticle? command, Problem? wrong) => (_command, Wrong) = (command, wrong);

    public WriteArticle Command => _command ?? throw new InvalidOperationException("An article that could not be read has no command.");

    public Problem? Wrong { get; }

    public static async ValueTask<ArticleInput?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (context.Request.ContentType?.StartsWith(Form, StringComparison.OrdinalIgnoreCase) == true)
        {
            var (command, wrong) = await ArticleForm.ReadAsync(context.Request, context.RequestAborted);
            return new ArticleInput(command, wrong);
        }
        var body = (await Body<WriteArticleBody>.BindAsync(context, parameter))!;
        return body.Wrong is { } problem ? new ArticleInput(null, problem) : new ArticleInput(body.Value.Command, null);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json", Form], typeof(WriteArticleBody)));
}
