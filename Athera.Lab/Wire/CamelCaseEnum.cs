using System.Text.Json;
using System.Text.Json.Serialization;

namespace Athera.Lab.Wire;

/// <summary>An enumeration by name, in the manner of the page's JSON; numbers are refused.</summary>
internal sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
