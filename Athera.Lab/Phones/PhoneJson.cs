using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Lab.Wire;
using Microsoft.AspNetCore.Http;

namespace Athera.Lab.Phones;

/// <summary>The page's JSON, apart from the product's settings so that neither changes the other.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    Converters = [typeof(CamelCaseEnum<PhoneChannel>), typeof(CamelCaseEnum<MessageState>), typeof(CamelCaseEnum<Provider>)])]
[JsonSerializable(typeof(PhoneList))]
[JsonSerializable(typeof(PhoneView))]
[JsonSerializable(typeof(PhoneMessages))]
[JsonSerializable(typeof(PhoneChanges))]
[JsonSerializable(typeof(NewPhone))]
[JsonSerializable(typeof(NewMessage))]
[JsonSerializable(typeof(WrittenMessage))]
internal sealed partial class PhoneJson : JsonSerializerContext
{
    private const int LargestBody = 32 * 1024;

    /// <summary>The body, or null when it is too large or not of this shape.</summary>
    public static async Task<T?> ReadAsync<T>(HttpRequest request, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        // A form of another site can be posted without asking; JSON cannot.
        if (!request.HasJsonContentType()) return null;
        if (await BoundedBody.ReadAsync(request, LargestBody) is not { } body) return null;
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
