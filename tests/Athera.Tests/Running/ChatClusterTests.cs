using Athera.Testing;
using Athera.Testing.Silos;
using Athera.Tests.Api;
using Athera.Tests.Storage;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>Visitors of several silos over one database.</summary>
public sealed class ChatClusterTests(SharedPostgres postgres) : RunningTests(Engines.Postgres(postgres))
{
    [Fact]
    public async Task A_visitor_whose_silo_is_killed_goes_on_at_another_and_misses_nothing()
    {
        Assert.SkipWhen(SiloProcess.MissingReason is not null, SiloProcess.MissingReason ?? "");
        await using var cluster = await RunningCluster.StartAsync(
            (PostgresStorage)await Engines.Postgres(postgres)(""), 2,
            lab => new Dictionary<string, string>(Echoing(lab))
            {
                ["Athera:Demo:ChatOrigins"] = ChatShop.OriginOf(lab.Url),
                ["Athera:Api:ChatSessionsPerMinute"] = "10000",
            },
            Cancellation);
        await cluster.Api.ChangeAgentAsync(new { settleMs = 0 }, Cancellation);
        await using var visitor = new ChatClient(cluster.Silos[0].Url, ChatShop.Account, ChatShop.OriginOf(cluster.Lab.Url));
        await visitor.OpenAsync(Cancellation);
        await visitor.ResumeAsync(Cancellation);
        await visitor.SendAsync("m0", "text 0", Cancellation);
        await AnsweredAsync(visitor, 1);
        await using var tab = new ChatClient(cluster.Silos[1].Url, ChatShop.Account, ChatShop.OriginOf(cluster.Lab.Url)) { Token = visitor.Token };
        await tab.ResumeAsync(Cancellation);
        await visitor.SendAsync("m1", "text 1", Cancellation);
        await AnsweredAsync(visitor, 2);
        // Heard on the other silo as well, while both live.
        await AnsweredAsync(tab, 2);

        await cluster.Silos[0].KillAsync();
        await Eventually.SeesAsync(() => cluster.MembersAsync(Cancellation), members => members == 1, Cancellation);
        await visitor.ResumeAsync(Cancellation, cluster.Silos[1].Url);
        await visitor.SendAsync("m1", "text 1", Cancellation);
        await visitor.SendAsync("m2", "text 2", Cancellation);
        await AnsweredAsync(visitor, 3);

        Assert.Equal(["text 0", "text 1", "text 2"], visitor.Messages.Entries.Where(seen => seen.Author == "visitor").Select(seen => seen.Text));
        Assert.Equal(6, visitor.Messages.Entries.Select(seen => seen.Id).Distinct().Count());
        Assert.Equal(6, visitor.Messages.Entries.Count);
        Assert.Equal(visitor.Messages.Entries.Select(seen => seen.Position).Order(), visitor.Messages.Entries.Select(seen => seen.Position));
    }

    private static Task AnsweredAsync(ChatClient visitor, int answers) =>
        visitor.Messages.WaitForAsync(answers, seen => seen.Author == "agent", Eventually.Patience, Cancellation);
}
