using Athera.Silo.Health;
using Xunit;

namespace Athera.Tests.Deploy;

public sealed class DockerfileTests
{
    private readonly Dockerfile _file = Dockerfile.Read();

    private DockerStage Final => _file.Stages[^1];

    [Fact]
    public void Every_base_image_is_a_whole_version()
    {
        Assert.Equal(2, _file.Stages.Count);
        Assert.All(_file.Stages, stage => Assert.Matches(@"^mcr\.microsoft\.com/dotnet/(sdk|aspnet):10\.\d+\.\d+-[a-z-]+$", stage.Image));
    }

    [Fact]
    public void What_is_copied_is_in_the_repository_and_is_sent_to_the_builder()
    {
        var context = new BuildContext();

        Assert.All(
            _file.Stages[0].All("COPY").SelectMany(copy => copy.Words.SkipLast(1)),
            source => Assert.True(context.Find(source).Count > 0, $"COPY of {source} finds nothing."));
    }

    [Theory]
    [InlineData("deploy/secrets/Athera__Keys__Root")]
    [InlineData(".git/config")]
    [InlineData("Athera.Silo/.athera/root.key")]
    [InlineData("Athera.Silo/bin/Debug/net10.0/Athera.Silo.dll")]
    [InlineData("Athera.Api/obj/project.assets.json")]
    public void What_is_no_source_is_not_sent_to_the_builder(string path) => Assert.True(new BuildContext().Ignores(path));

    [Fact]
    public void Packages_are_those_of_the_lock_files()
    {
        var commands = _file.Stages[0].All("RUN").Select(run => run.Arguments).ToList();

        Assert.EndsWith(" --locked-mode", commands.Single(one => one.StartsWith("dotnet restore ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains(" --no-restore", commands.Single(one => one.StartsWith("dotnet publish ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_final_image_holds_what_the_first_stage_built_and_nothing_of_the_repository() => Assert.All(
        Final.All("COPY").Concat(Final.All("ADD")), copy => Assert.Equal(_file.Stages[0].Name, copy.Option("from")));

    [Fact]
    public void It_runs_as_a_user_who_is_not_root_and_owns_the_data_directory_only()
    {
        var user = Final.Only("USER").Arguments;

        Assert.Matches(@"^[1-9]\d{2,}:[1-9]\d{2,}$", user);
        var owned = Assert.Single(Final.All("COPY"), copy => copy.Option("chown") is not null);
        Assert.Equal(user, owned.Option("chown"));
        Assert.Equal(Final.Environment["Athera__DataDirectory"], owned.Words[^1]);
        Assert.Equal(Final.Environment["Athera__DataDirectory"], Final.Only("VOLUME").Arguments);
    }

    [Fact]
    public void It_listens_where_it_says_and_stops_when_asked()
    {
        Assert.EndsWith($":{Final.Only("EXPOSE").Arguments}", Final.Environment["ASPNETCORE_URLS"], StringComparison.Ordinal);
        Assert.Equal("SIGTERM", Final.Only("STOPSIGNAL").Arguments);
        Assert.Equal("Production", Final.Environment["DOTNET_ENVIRONMENT"]);
    }

    [Fact]
    public void Its_health_is_asked_by_the_program_itself_which_is_given_time_to_answer()
    {
        var check = Final.Only("HEALTHCHECK");

        Assert.Equal([.. Final.Only("ENTRYPOINT").Command, HealthSwitch.Argument], check.Command);
        Assert.True(Durations.Parse(check.Option("timeout")!) > HealthSwitch.Deadline);
    }

    [Fact]
    public void No_layer_holds_a_secret()
    {
        string[] secret = ["Keys__Root", "AdminKey", "Password", "ConnectionStrings", "ApiKey", "AppSecret"];

        Assert.All(
            _file.Stages.SelectMany(stage => stage.All("ENV").Concat(stage.All("ARG"))),
            setting => Assert.DoesNotContain(secret, word => setting.Arguments.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }
}
