using System.Diagnostics;
using System.Security.Cryptography;
using Athera.Silo.Settings;
using Xunit;

namespace Athera.Tests.Deploy;

public sealed class SystemdTests
{
    private const string NoSystemd = "There is no systemd-analyze.";

    private readonly UnitFile _unit = UnitFile.Read();

    [Fact]
    public void It_runs_as_nobody_in_particular_and_writes_to_its_own_directory_only()
    {
        Assert.Equal("yes", _unit.Only("DynamicUser"));
        Assert.Equal("strict", _unit.Only("ProtectSystem"));
        Assert.Equal("yes", _unit.Only("NoNewPrivileges"));
        Assert.Equal("", _unit.Only("CapabilityBoundingSet"));
        Assert.Equal($"/var/lib/{_unit.Only("StateDirectory")}", _unit.Variable("Athera__DataDirectory"));
    }

    [Fact]
    public void It_is_given_longer_to_stop_than_it_takes_and_comes_back_when_it_fails()
    {
        Assert.Equal("SIGTERM", _unit.Only("KillSignal"));
        Assert.True(Durations.Parse(_unit.Only("TimeoutStopSec")) > SiloSettings.DefaultDrainTime);
        Assert.Equal("on-failure", _unit.Only("Restart"));
    }

    [Fact]
    public void Secrets_are_credentials_that_the_program_reads()
    {
        Assert.Equal("%d", _unit.Variable(SecretFiles.Setting.Replace(":", "__", StringComparison.Ordinal)));
        Assert.Equal(
            ProductionSecrets.WithSqlite,
            _unit.All("LoadCredential").Select(credential => credential.Split(':')[0]).Order(StringComparer.Ordinal));
        Assert.Empty(_unit.All("Environment").Select(one => one.Split('=')[0]).Intersect(ProductionSecrets.WithPostgres));
    }

    [Fact]
    public void It_is_production_and_reached_from_this_machine_only()
    {
        Assert.Equal("Production", _unit.Variable("DOTNET_ENVIRONMENT"));
        Assert.StartsWith("http://127.0.0.1:", _unit.Variable("ASPNETCORE_URLS"), StringComparison.Ordinal);
        Assert.EndsWith($"/{Dockerfile.Read().Stages[^1].Only("ENTRYPOINT").Command[^1]}", _unit.Only("ExecStart"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Systemd_itself_takes_it()
    {
        var (code, output, errors) = await AnalyzeAsync("verify");

        Assert.True(code == 0 && errors.Length == 0, $"{output}{errors}");
    }

    [Fact]
    public async Task Systemd_counts_it_among_the_well_protected()
    {
        var (code, output, errors) = await AnalyzeAsync("security", "--offline=true", "--threshold=20", "--no-pager");

        Assert.True(code == 0, $"{output}{errors}");
    }

    // The programs a unit names have to be there, so a copy of it names the one that runs this test.
    private static async Task<(int Code, string Output, string Errors)> AnalyzeAsync(string command, params string[] options)
    {
        Assert.SkipUnless(Repository.Has("systemd-analyze"), NoSystemd);
        var directory = Path.Combine(Path.GetTempPath(), $"athera-unit-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        Directory.CreateDirectory(directory);
        try
        {
            var unit = Path.Combine(directory, Path.GetFileName(UnitFile.Path));
            var text = await File.ReadAllTextAsync(UnitFile.Path);
            await File.WriteAllTextAsync(unit, text.Replace("/usr/bin/dotnet", Environment.ProcessPath, StringComparison.Ordinal));
            return await Repository.RunAsync(
                new ProcessStartInfo("systemd-analyze", [command, .. options, unit]), TestContext.Current.CancellationToken);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
