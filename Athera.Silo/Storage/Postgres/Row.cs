using Npgsql;

namespace Athera.Silo.Storage.Postgres;

/// <summary>Reads Athera's types from a row.</summary>
internal static class Row
{
    public static OpaqueId GetId(this NpgsqlDataReader row, int column) => OpaqueId.FromGuid(row.GetGuid(column));

    public static OpaqueId? GetIdOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetId(column);

    public static byte[] GetBytes(this NpgsqlDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    public static string? GetText(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTimeOffset GetTime(this NpgsqlDataReader row, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static DateTimeOffset? GetTimeOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetTime(column);
}
