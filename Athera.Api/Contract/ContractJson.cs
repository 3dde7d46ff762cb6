using System.Text.Json;
using System.Text.Json.Serialization;

namespace Athera.Api.Contract;

/// <summary>
/// How everything outside is written: camelCase names, snake_case enums, ids as text, times in UTC. Nulls are written, so that a
/// thing has the same fields every time.
/// </summary>
public static class ContractJson
{
    /// <summary>For writing answers and hub messages.</summary>
    public static JsonSerializerOptions Options { get; } = Frozen(static _ => { });

    /// <summary>For reading what clients send: the same, and a null where none may be is named as a wrong field.</summary>
    public static JsonSerializerOptions Reading { get; } = Frozen(static options => options.RespectNullableAnnotations = true);

    /// <summary>Brings given options to the contract.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new UtcTimeConverter());
    }

    private static JsonSerializerOptions Frozen(Action<JsonSerializerOptions> more)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        more(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
