using System.Threading.Channels;
using Athera.Benchmarks.Plain;
using Npgsql;
using NpgsqlTypes;

namespace Athera.Benchmarks.Floors;

/// <summary>
/// The least there can be of a group commit: what has arrived while the statement before ran goes into the next one, in plain text,
/// into one table with one index.
/// </summary>
internal sealed class GroupCommitFloor
{
    private const int LargestBatch = 500;

    private const string Schema = """
        create table message (
            external_id text primary key,
            customer    text not null,
            body        text not null,
            sent_at     timestamptz,
            created_at  timestamptz not null default now()
        )
        """;

    private const string Insert = """
        insert into message (external_id, customer, body, sent_at) select * from unnest($1, $2, $3, $4) on conflict do nothing
        """;

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(10_000) { SingleReader = true });
    private readonly NpgsqlDataSource _database;

    private GroupCommitFloor(NpgsqlDataSource database) => _database = database;

    public static async Task<GroupCommitFloor> CreateAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(Schema);
        await command.ExecuteNonQueryAsync();
        var floor = new GroupCommitFloor(database);
        _ = Task.Run(floor.RunAsync);
        return floor;
    }

    public async Task StoreAsync(byte[] body)
    {
        foreach (var message in PlainWebhook.Read(body))
        {
            var waiting = new Waiting(message);
            await _queue.Writer.WriteAsync(waiting);
            await waiting.Stored.Task;
        }
    }

    private async Task RunAsync()
    {
        var batch = new List<Waiting>(LargestBatch);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < LargestBatch && _queue.Reader.TryRead(out var next))
                batch.Add(next);
            try
            {
                await CommitAsync(batch);
                batch.ForEach(waiting => waiting.Stored.SetResult());
            }
            catch (NpgsqlException failure)
            {
                batch.ForEach(waiting => waiting.Stored.SetException(failure));
            }
            batch.Clear();
        }
    }

    private async Task CommitAsync(List<Waiting> batch)
    {
        await using var command = _database.CreateCommand(Insert);
        Add([.. batch.Select(waiting => waiting.Message.Id)], NpgsqlDbType.Text);
        Add([.. batch.Select(waiting => waiting.Message.From)], NpgsqlDbType.Text);
        Add([.. batch.Select(waiting => waiting.Message.Text?.Body ?? "")], NpgsqlDbType.Text);
        Add([.. batch.Select(waiting => waiting.Message.SentAt)], NpgsqlDbType.TimestampTz);
        await command.ExecuteNonQueryAsync();

        void Add<T>(T[] column, NpgsqlDbType type) =>
            command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = column, NpgsqlDbType = NpgsqlDbType.Array | type });
    }

    private sealed record Waiting(PlainMessage Message)
    {
        public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
