using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Athera.Api.Contract;

/// <summary>Which page of a list is asked for: <c>?limit=&amp;after=</c>.</summary>
internal sealed class PageQuery : IReadInput, IBindableFromHttpContext<PageQuery>, IEndpointParameterMetadataProvider
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;
    public const int MaxAfterLength = 512;

    public int Limit { get; private init; } = DefaultLimit;

    public string? After { get; private init; }

    public Problem? Wrong { get; private init; }

    public static ValueTask<PageQuery?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<PageQuery?>(Read(context.Request.Query));

    public static PageQuery Read(IQueryCollection query)
    {
        if (!QueryFields.TryText(query, "after", MaxAfterLength, out var after, out var problem)
            || !QueryFields.TryNumber(query, "limit", 1, MaxLimit, out var limit, out problem))
            return new PageQuery { Wrong = problem };
        return new PageQuery { Limit = (int?)limit ?? DefaultLimit, After = after };
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(InputField.Limit);
        builder.Metadata.Add(InputField.After);
    }
}
