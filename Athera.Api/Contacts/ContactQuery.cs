using System.Reflection;
using Athera.Api.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;

namespace Athera.Api.Contacts;

/// <summary>Which contacts are asked for: all by pages, or the one that has an address.</summary>
internal sealed class ContactQuery : IReadInput, IBindableFromHttpContext<ContactQuery>, IEndpointParameterMetadataProvider
{
    public string? Address { get; private init; }

    public PageQuery Page { get; private init; } = new();

    public Problem? Wrong { get; private init; }

    public static ValueTask<ContactQuery?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = context.Request.Query;
        if (!QueryFields.TryText(query, "address", Athera.Contacts.Address.MaxLength, out var address, out var problem))
            return ValueTask.FromResult<ContactQuery?>(new ContactQuery { Wrong = problem });
        var page = PageQuery.Read(query);
        return ValueTask.FromResult<ContactQuery?>(new ContactQuery { Address = address, Page = page, Wrong = page.Wrong });
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new InputField(
            "address", JsonSchemaType.String, "Only the contact that has this phone number or channel id; a page of one, or of none."));
        PageQuery.PopulateMetadata(parameter, builder);
    }
}
