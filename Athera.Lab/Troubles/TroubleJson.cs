using System.Text.Json;
using System.Text.Json.Serialization;
using Athera.Lab.Wire;

namespace Athera.Lab.Troubles;

/// <summary>A trouble as the page lists it.</summary>
internal sealed record TroubleView(string Key, Provider Provider, string Title);

/// <summary>The troubles there are.</summary>
internal sealed record TroubleList(IReadOnlyList<TroubleView> Troubles);

/// <summary>JSON of the troubles.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(CamelCaseEnum<Provider>)])]
[JsonSerializable(typeof(TroubleList))]
internal sealed partial class TroubleJson : JsonSerializerContext;
