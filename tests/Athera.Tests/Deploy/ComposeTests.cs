using System.Diagnostics;
using Athera.Silo.Settings;
using Xunit;
using YamlDotNet.Core;

namespace Athera.Tests.Deploy;

public sealed class ComposeTests
{
    private readonly ComposeFile _file = ComposeFile.Read();

    private ComposeService Athera => _file.Services["athera"];

    private IEnumerable<ComposeService> Databases => _file.Services.Where(pair => pair.Key != "athera").Select(pair => pair.Value);

    [Fact]
    public void A_word_that_Compose_does_not_know_is_noticed() =>
        Assert.Throws<YamlException>(() => ComposeFile.Parse("services:\n  athera:\n    stop_grace: 45s\n"));

    [Fact]
    public void Journal_and_keys_are_on_two_servers_of_a_pinned_major_version_with_a_volume_each()
    {
        Assert.Equal(2, Databases.Count());
        Assert.All(Databases, database => Assert.Matches(@"^postgres:\d+(\.\d+)?$", database.Image));
        var volumes = Databases.Select(database => Assert.Single(database.Volumes)).ToList();
        Assert.Equal(2, volumes.Distinct().Count());
        Assert.All(volumes, volume => Assert.Contains(volume.Split(':')[0], _file.Volumes.Keys));
    }

    [Fact]
    public void Athera_waits_for_databases_that_say_they_are_healthy()
    {
        Assert.Equal(_file.Services.Keys.Where(name => name != "athera").Order(), Athera.DependsOn.Keys.Order());
        Assert.All(Athera.DependsOn.Values, dependency => Assert.Equal("service_healthy", dependency.Condition));
        Assert.All(Databases, database => Assert.Contains("pg_isready", database.Healthcheck!.Test[^1], StringComparison.Ordinal));
    }

    [Fact]
    public void Secrets_are_files_and_stand_nowhere_else()
    {
        Assert.All(_file.Secrets.Values, secret => Assert.StartsWith("./secrets/", secret.File, StringComparison.Ordinal));
        Assert.Equal(_file.Secrets.Keys.Order(), _file.Services.Values.SelectMany(service => service.Secrets).Order());
        Assert.All(_file.Services.Values.SelectMany(service => service.Environment), pair => Assert.False(
            pair.Key.Contains("Keys__Root", StringComparison.Ordinal) || pair.Key.EndsWith("AdminKey", StringComparison.Ordinal)
            || pair.Key.StartsWith("ConnectionStrings", StringComparison.Ordinal) || pair.Key.EndsWith("PASSWORD", StringComparison.Ordinal),
            $"{pair.Key} is a secret."));
        Assert.Contains("deploy/secrets/", File.ReadLines(Path.Combine(Repository.Root, ".gitignore")));
    }

    [Fact]
    public void Athera_reads_its_secrets_where_Compose_puts_them()
    {
        Assert.Equal("/run/secrets", Athera.Environment[SecretFiles.Setting.Replace(":", "__", StringComparison.Ordinal)]);
        Assert.Equal(ProductionSecrets.WithPostgres, Athera.Secrets.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Athera_runs_in_production_with_a_root_it_cannot_write_to()
    {
        Assert.Equal("Production", Athera.Environment["DOTNET_ENVIRONMENT"]);
        Assert.Equal("Postgres", Athera.Environment["Athera__Storage"]);
        Assert.True(Athera.ReadOnly);
        Assert.Contains(Dockerfile.Read().Stages[^1].Environment["Athera__DataDirectory"], Athera.Tmpfs);
        Assert.Equal(["ALL"], Athera.CapDrop);
        Assert.Contains("no-new-privileges:true", Athera.SecurityOpt);
    }

    [Fact]
    public void It_is_given_longer_to_stop_than_it_takes() =>
        Assert.True(Durations.Parse(Athera.StopGracePeriod) > SiloSettings.DefaultDrainTime);

    [Fact]
    public void The_port_it_is_reached_at_is_where_it_listens_and_only_on_this_machine()
    {
        var port = Assert.Single(Athera.Ports).Split(':');

        Assert.Equal("127.0.0.1", port[0]);
        Assert.EndsWith($":{port[^1]}", Athera.Environment["ASPNETCORE_URLS"], StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_built_from_the_Dockerfile_beside_it()
    {
        var context = Path.GetFullPath(Path.Combine(Repository.Deploy, Athera.Build!.Context));

        Assert.Equal(Repository.Root, context);
        Assert.True(File.Exists(Path.Combine(context, Athera.Build.Dockerfile)));
    }

    [Fact]
    public async Task Compose_itself_takes_it()
    {
        Assert.SkipUnless(Repository.Has("docker"), "There is no docker client.");
        var cancellation = TestContext.Current.CancellationToken;
        var (missing, _, _) = await Repository.RunAsync(new ProcessStartInfo("docker", ["compose", "version"]), cancellation);
        Assert.SkipWhen(missing != 0, "The docker client has no compose plugin.");

        var (code, _, errors) = await Repository.RunAsync(
            new ProcessStartInfo("docker", ["compose", "-f", Path.Combine(Repository.Deploy, "compose.yaml"), "config", "--quiet"])
            {
                Environment = { ["ATHERA_PUBLIC_URL"] = "https://athera.example" },
            },
            cancellation);

        Assert.True(code == 0, errors);
    }
}
