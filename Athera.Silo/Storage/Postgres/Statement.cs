using Npgsql;
using NpgsqlTypes;

namespace Athera.Silo.Storage.Postgres;

/// <summary>
/// Parameters in their order (<c>$1</c>, <c>$2</c>, ...), each with its exact type, so that every use prepares to the same statement.
/// </summary>
internal static class Statement
{
    /// <summary>Adds a statement to a batch.</summary>
    public static NpgsqlParameterCollection Add(this NpgsqlBatch batch, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command.Parameters;
    }

    public static NpgsqlParameterCollection Id(this NpgsqlParameterCollection parameters, OpaqueId value) =>
        parameters.Typed(value.ToGuid(), NpgsqlDbType.Uuid);

    public static NpgsqlParameterCollection IdOrNull(this NpgsqlParameterCollection parameters, OpaqueId? value) =>
        value is { } id ? parameters.Id(id) : parameters.Null(NpgsqlDbType.Uuid);

    public static NpgsqlParameterCollection Short(this NpgsqlParameterCollection parameters, short? value) =>
        value is { } number ? parameters.Typed(number, NpgsqlDbType.Smallint) : parameters.Null(NpgsqlDbType.Smallint);

    public static NpgsqlParameterCollection Long(this NpgsqlParameterCollection parameters, long value) =>
        parameters.Typed(value, NpgsqlDbType.Bigint);

    public static NpgsqlParameterCollection TimeOrNull(this NpgsqlParameterCollection parameters, DateTimeOffset? value) =>
        value is { } time ? parameters.Time(time) : parameters.Null(NpgsqlDbType.Bigint);

    public static NpgsqlParameterCollection Time(this NpgsqlParameterCollection parameters, DateTimeOffset value) =>
        parameters.Long(value.ToUnixTimeMilliseconds());

    public static NpgsqlParameterCollection Text(this NpgsqlParameterCollection parameters, string? value) =>
        value is null ? parameters.Null(NpgsqlDbType.Text) : parameters.Typed(value, NpgsqlDbType.Text);

    public static NpgsqlParameterCollection Column(this NpgsqlParameterCollection parameters, Guid[] values) =>
        parameters.Typed(values, NpgsqlDbType.Array | NpgsqlDbType.Uuid);

    public static NpgsqlParameterCollection Column(this NpgsqlParameterCollection parameters, Guid?[] values) =>
        parameters.Typed(values, NpgsqlDbType.Array | NpgsqlDbType.Uuid);

    public static NpgsqlParameterCollection Column(this NpgsqlParameterCollection parameters, short[] values) =>
        parameters.Typed(values, NpgsqlDbType.Array | NpgsqlDbType.Smallint);

    public static NpgsqlParameterCollection Column(this NpgsqlParameterCollection parameters, int[] values) =>
        parameters.Typed(values, NpgsqlDbType.Array | NpgsqlDbType.Integer);

    public static NpgsqlParameterCollection Column(this NpgsqlParameterCollection parameters, long[] values) =>
        parameters.Typed(values, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public static NpgsqlParameterCollection Column(this NpgsqlParameterCollection parameters, long?[] values) =>
        parameters.Typed(values, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public static NpgsqlParameterCollection Column(this NpgsqlParameterCollection parameters, string?[] values) =>
        parameters.Typed(values, NpgsqlDbType.Array | NpgsqlDbType.Text);

    public static NpgsqlParameterCollection JsonColumn(this NpgsqlParameterCollection parameters, string[] values) =>
        parameters.Typed(values, NpgsqlDbType.Array | NpgsqlDbType.Jsonb);

    public static NpgsqlParameterCollection Column(this NpgsqlParameterCollection parameters, ReadOnlyMemory<byte>[] values) =>
        parameters.Typed(values, NpgsqlDbType.Array | NpgsqlDbType.Bytea);

    private static NpgsqlParameterCollection Typed<T>(this NpgsqlParameterCollection parameters, T value, NpgsqlDbType type)
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
        return parameters;
    }

    private static NpgsqlParameterCollection Null(this NpgsqlParameterCollection parameters, NpgsqlDbType type)
    {
        parameters.Add(new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = type });
        return parameters;
    }
}
