using System.Text.Json;
using Athera.Api.Contract;
using MessagePack;
using MessagePack.Formatters;

namespace Athera.Api.Inbox;

/// <summary>
/// Writes what the contract says in JSON as MessagePack of the same shape: the same names, enums and ids as text. Going through the
/// JSON form is what keeps the two from drifting apart.
/// </summary>
/// <typeparam name="T">A type of the contract.</typeparam>
internal sealed class ContractFormatter<T> : IMessagePackFormatter<T?>
{
    public void Serialize(ref MessagePackWriter writer, T? value, MessagePackSerializerOptions options) =>
        Write(ref writer, JsonSerializer.SerializeToElement(value, ContractJson.Options));

    public T? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        using var json = new StringWriter();
        MessagePackSerializer.ConvertToJson(ref reader, json, options);
        return JsonSerializer.Deserialize<T>(json.ToString(), ContractJson.Reading);
    }

    private static void Write(ref MessagePackWriter writer, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteMapHeader(json.GetPropertyCount());
                foreach (var field in json.EnumerateObject())
                {
                    writer.Write(field.Name);
                    Write(ref writer, field.Value);
                }

                break;
            case JsonValueKind.Array:
                writer.WriteArrayHeader(json.GetArrayLength());
                foreach (var item in json.EnumerateArray())
                    Write(ref writer, item);
                break;
            case JsonValueKind.String:
                writer.Write(json.GetString());
                break;
            case JsonValueKind.Number when json.TryGetInt64(out var whole):
                writer.Write(whole);
                break;
            case JsonValueKind.Number:
                writer.Write(json.GetDouble());
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.Write(json.GetBoolean());
                break;
            default:
                writer.WriteNil();
                break;
        }
    }
}

/// <summary>Finds the formatter of every type of Athera's own.</summary>
internal sealed class ContractResolver : IFormatterResolver
{
    public static ContractResolver Instance { get; } = new();

    public IMessagePackFormatter<T>? GetFormatter<T>() => Known<T>.Formatter;

    private static class Known<T>
    {
        public static readonly IMessagePackFormatter<T>? Formatter =
            (Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T)).Namespace?.StartsWith("Athera", StringComparison.Ordinal) is true
                ? (IMessagePackFormatter<T>)(object)new ContractFormatter<T>()
                : null;
    }
}
