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
        if (!QueryFields.TryText(query, Account, 64, out var text, out var problem))
            return new TemplateQuery { Wrong = problem };
        var known = ChannelAccountId.TryParse(text, out var account);
        if (text is not null && !known)
            return new TemplateQuery { Wrong = Problem.Field(Account, "An id is 32 hexadecimal digits.") };
        var page = PageQuery.Read(query);
        return new TemplateQuery { ChannelAccount = known ? account : null, Page = page, Wrong = page.Wrong };
    }
}
