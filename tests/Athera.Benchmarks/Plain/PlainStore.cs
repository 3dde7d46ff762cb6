using Npgsql;
using NpgsqlTypes;

namespace Athera.Benchmarks.Plain;

/// <summary>One table, one statement and one commit for each step.</summary>
internal sealed class PlainStore(NpgsqlDataSource database)
{
    private const int HistoryLength = 20;

    // As little as a message needs that is only taken in: one index, which is also what tells a duplicate.
    private const string ReceivingSchema = """
        create table message (
            external_id text primary key,
            customer    text not null,
            outbound    boolean not null,
            body        text not null,
            sent_at     timestamptz,
            created_at  timestamptz not null default now()
        )
        """;

    private const string AnsweringSchema = """
        create table message (
            id          bigint generated always as identity primary key,
            external_id text unique,
            customer    text not null,
            outbound    boolean not null,
            body        text not null,
            sent_at     timestamptz,
            created_at  timestamptz not null default now()
        );
        create index message_customer on message (customer, id);
        """;

    public async Task CreateAsync(bool answers)
    {
        await using var command = database.CreateCommand(answers ? AnsweringSchema : ReceivingSchema);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Stores a message of a customer; <see langword="false"/> if it is stored already.</summary>
    public async Task<bool> AddReceivedAsync(string externalId, string customer, string text, DateTime sentAt, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "insert into message (external_id, customer, outbound, body, sent_at) values ($1, $2, false, $3, $4) on conflict do nothing");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = externalId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = customer });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = sentAt, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>The latest messages of a conversation, newest first.</summary>
    public async Task<List<(bool Outbound, string Text)>> ReadHistoryAsync(string customer, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "select outbound, body from message where customer = $1 order by id desc limit $2");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = customer });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = HistoryLength });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var history = new List<(bool, string)>(HistoryLength);
        while (await rows.ReadAsync(cancellation))
            history.Add((rows.GetBoolean(0), rows.GetString(1)));
        return history;
    }

    public async Task<long> AddReplyAsync(string customer, string text, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "insert into message (customer, outbound, body) values ($1, true, $2) returning id");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = customer });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public async Task SetSentAsync(long reply, string externalId, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("update message set external_id = $2, sent_at = now() where id = $1");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = reply });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = externalId });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
