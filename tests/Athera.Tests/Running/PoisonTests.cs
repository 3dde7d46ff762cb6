using System.Net;
using Athera.Lab.Faults;
using Athera.Lab.Meta;
using Athera.Lab.Models;
using Athera.Testing;
using Athera.Testing.Silos;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>A stored event that is not what was written, in the real store.</summary>
public sealed class PoisonTests() : RunningTests(Engines.Sqlite)
{
    [Fact]
    public async Task A_corrupted_event_stops_its_conversation_alone_is_shown_within_a_minute_and_can_be_mended()
    {
        const string stuck = "12025550191", other = "12025550192";
        await using var athera = await StartEchoingAsync();
        athera.Lab.Model.Script.Always(ModelBehaviour.Echo with { Fault = Fault.Late(TimeSpan.FromMinutes(5)) });
        Assert.Equal(HttpStatusCode.OK, await SendAsync(athera, stuck, "one"));
        await athera.Lab.Model.Requests.FirstAsync(_ => true, Eventually.Patience, Cancellation);
        await athera.Silo.KillAsync();
        athera.Lab.Model.Script.Clear();
        athera.Lab.Model.Script.Always(ModelBehaviour.Echo);
        Damage(athera);
        await athera.Silo.StartAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, await SendAsync(athera, other, "hello"));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(athera, stuck, "two"));

        await AnsweredAsync(athera, other, "hello");
        var kept = await Eventually.SeesAsync(
            () => athera.Api.ListAsync<QuarantinedSeen>("quarantine", Cancellation), pieces => pieces.Count == 2, Cancellation,
            within: TimeSpan.FromSeconds(60));
        Assert.Equal(["conversation_unreadable", "handling_failed"], kept.Select(piece => piece.Reason).Order());
        Damage(athera); // The same bit a second time: mended.
        foreach (var piece in kept.OrderBy(piece => piece.Reason))
        {
            using var answer = await athera.Api.SendAsync(HttpMethod.Post, $"quarantine/{piece.Id}/retry", null, Cancellation);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{answer.StatusCode}");
        }

        Assert.Equal(["one", "two"], (await AnsweredAsync(athera, stuck, "two")).Where(m => m.Direction == "in").Select(m => m.Text));
        Assert.Empty(await athera.Api.ListAsync<QuarantinedSeen>("quarantine", Cancellation));
    }

    // Turns a bit of the newest event of the first conversation.
    private static void Damage(RunningAthera athera)
    {
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(athera.DataDirectory, "athera.db"), Pooling = false };
        using var connection = new SqliteConnection(file.ToString());
        connection.Open();
        using var find = connection.CreateCommand();
        find.CommandText = """
            select sequence, payload, stream from journal
            where stream = (select stream from journal where category = 5 order by occurred_at limit 1)
            order by sequence desc limit 1
            """;
        using var row = find.ExecuteReader();
        Assert.True(row.Read());
        var (sequence, payload, stream) = (row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2));
        row.Close();
        payload[^1] ^= 1;
        using var damage = connection.CreateCommand();
        damage.CommandText = "update journal set payload = $payload where stream = $stream and sequence = $sequence";
        damage.Parameters.AddWithValue("$payload", payload);
        damage.Parameters.AddWithValue("$stream", stream);
        damage.Parameters.AddWithValue("$sequence", sequence);
        Assert.Equal(1, damage.ExecuteNonQuery());
    }

    private static async Task<HttpStatusCode> SendAsync(RunningAthera athera, string customer, string text)
    {
        using var answer = await athera.Api.PostAsync(
            MetaWebhooks.Texts(athera.WhatsApp, RunningAthera.Text(customer, text)), Cancellation);
        return answer.StatusCode;
    }

    private static async Task<IReadOnlyList<MessageSeen>> AnsweredAsync(RunningAthera athera, string customer, string text)
    {
        var conversation = await athera.ConversationAsync(customer, Cancellation);
        return await Eventually.SeesAsync(
            () => athera.Api.MessagesAsync(conversation.Id, Cancellation),
            messages => messages.Any(m => m is { Direction: "out", State: "read" } && m.Text!.EndsWith(text, StringComparison.Ordinal)),
            Cancellation);
    }
}
