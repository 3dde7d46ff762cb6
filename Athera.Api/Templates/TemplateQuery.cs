using System.Reflection;
using Athera.Api.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;

namespace Athera.Api.Templates;

/// <summary>Which templates are asked for.</summary>
internal sealed class TemplateQuery : IReadInput, IBindableFromHttpContext<TemplateQuery>, IEndpointParameterMetadataProvider
{
    private const string Account = "channelAccountId";

    public ChannelAccountId? ChannelAccount { get; private init; }

    public PageQuery Page { get; private init; } = new();

    public Problem? Wrong { get; private init; }

    public static ValueTask<TemplateQuery?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<TemplateQuery?>(Read(context.Request.Query));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new InputField(Account, JsonSchemaType.String, "Only those of this channel account."));
        PageQuery.PopulateMetadata(parameter, builder);
    }

    private static TemplateQuery Read(IQueryCollection query)
    {
        if (!QueryFields.TryId<ChannelAccountId>(query, Account, out var account, out var problem))
            return new TemplateQuery { Wrong = problem };
        var page = PageQuery.Read(query);
        return new TemplateQuery { ChannelAccount = account, Page = page, Wrong = page.Wrong };
    }
}
