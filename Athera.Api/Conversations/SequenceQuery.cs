using System.Reflection;
using Athera.Api.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Athera.Api.Conversations;

/// <summary>A page whose <c>after</c> is a place in a conversation.</summary>
internal sealed class SequenceQuery : IReadInput, IBindableFromHttpContext<SequenceQuery>, IEndpointParameterMetadataProvider
{
    public int Limit { get; private init; } = PageQuery.DefaultLimit;

    public long? After { get; private init; }

    public Problem? Wrong { get; private init; }

    public static ValueTask<SequenceQuery?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = context.Request.Query;
        return ValueTask.FromResult<SequenceQuery?>(
            !QueryFields.TryNumber(query, "after", 0, long.MaxValue, out var after, out var problem)
            || !QueryFields.TryNumber(query, "limit", 1, PageQuery.MaxLimit, out var limit, out problem)
                ? new SequenceQuery { Wrong = problem }
                : new SequenceQuery { After = after, Limit = (int?)limit ?? PageQuery.DefaultLimit });
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => PageQuery.PopulateMetadata(parameter, builder);
}
