using System.Net;
using Athera.Lab.Meta;
using Athera.Silo.Settings;
using Athera.Testing;
using Athera.Testing.Silos;
using Athera.Tests.Running;
using Athera.Tests.Storage;
using Xunit;

[assembly: AssemblyFixture(typeof(Athera.Tests.Deploy.ImageBuild))]

namespace Athera.Tests.Deploy;

/// <summary>What the image would hold, run as the image would run it: production, secrets as files, not root, nowhere to write but its data.</summary>
[Collection(OneAtATime.Name)]
public abstract class PublishedTests(Func<string, Task<SiloStorage>> engine, ImageBuild image)
{
    private const string Customer = "12025550143", Text = "Do you deliver on Sundays?";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Published_as_the_image_it_serves_stops_when_asked_and_keeps_what_it_accepted()
    {
        await using var athera = await PublishedAthera.CreateAsync(await image.ApplicationAsync(), engine, Cancellation);
        Assert.Equal(1, await athera.HealthAsync());
        await athera.Silo.StartAsync(Cancellation);
        Assert.Equal(0, await athera.HealthAsync());
        Assert.Equal(HttpStatusCode.NotFound, await athera.LabPageAsync(Cancellation));

        using var api = await athera.CreateTenantAsync(Cancellation);
        var account = await athera.ConnectWhatsAppAsync(api, Cancellation);
        var accepted = RunningAthera.Text(Customer, Text);
        using (var answer = await api.PostAsync(MetaWebhooks.Texts(account, accepted), Cancellation))
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        Assert.Equal(0, await athera.Silo.StopAsync(within: SiloSettings.DefaultDrainTime));
        Assert.Equal(1, await athera.HealthAsync());
        await athera.Silo.StartAsync(Cancellation);

        var conversation = Assert.Single(await api.ConversationsOfAsync($"+{Customer}", Cancellation));
        var kept = Assert.Single(await api.MessagesAsync(conversation.Id, Cancellation), message => message.Direction == "in");
        Assert.Equal((accepted.MessageId, Text), (kept.ExternalId, kept.Text));
        await Eventually.SeesAsync(
            () => api.MessagesAsync(conversation.Id, Cancellation),
            messages => messages.Any(message => message is { Direction: "out", State: "read" }), Cancellation);
        Assert.Equal(0, await athera.Silo.StopAsync(within: SiloSettings.DefaultDrainTime));
        Assert.Empty(athera.WrittenElsewhere());
    }
}

public sealed class PublishedOnSqliteTests(ImageBuild image) : PublishedTests(Engines.Sqlite, image);

public sealed class PublishedOnPostgresTests(ImageBuild image, SharedPostgres postgres) : PublishedTests(Engines.Postgres(postgres), image);
