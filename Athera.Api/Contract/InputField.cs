using System.Globalization;
using Microsoft.OpenApi;

namespace Athera.Api.Contract;

/// <summary>A query or header field that an endpoint reads by itself, for the API description.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its JSON type.</param>
/// <param name="Description">What it means.</param>
internal sealed record InputField(string Name, JsonSchemaType Type, string Description)
{
    public ParameterLocation In { get; init; } = ParameterLocation.Query;

    public bool Required { get; init; }

    /// <summary>Where the next page starts.</summary>
    public static InputField After { get; } = new("after", JsonSchemaType.String, "Where the page before ended: its `next`.");

    /// <summary>How long a page may be.</summary>
    public static InputField Limit { get; } = new(
        "limit", JsonSchemaType.Integer,
        string.Create(CultureInfo.InvariantCulture, $"At most this many, 1 to {PageQuery.MaxLimit}; {PageQuery.DefaultLimit} when left out."));
}
