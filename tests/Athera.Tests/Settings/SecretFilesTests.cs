using System.Security.Cryptography;
using Athera.Silo.Settings;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Athera.Tests.Settings;

public sealed class SecretFilesTests : IDisposable
{
    private readonly string _directory =
        Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"athera-{RandomNumberGenerator.GetHexString(8, lowercase: true)}")).FullName;

    [Fact]
    public void A_file_is_the_setting_it_is_called_like_and_wins()
    {
        File.WriteAllText(Path.Combine(_directory, "Athera__Bootstrap__AdminKey"), "from the file\n");
        using var configuration = Configuration(_directory);
        configuration["Athera:Bootstrap:AdminKey"] = "from elsewhere";

        configuration.AddSecretFiles();

        Assert.Equal("from the file", configuration["Athera:Bootstrap:AdminKey"]);
    }

    [Fact]
    public void Without_a_directory_there_are_none()
    {
        using var configuration = new ConfigurationManager();
        configuration.AddSecretFiles();
        Assert.Empty(configuration.AsEnumerable());
    }

    [Fact]
    public void A_directory_that_is_not_there_is_refused_by_the_settings_name()
    {
        using var configuration = Configuration(Path.Combine(_directory, "missing"));

        var refusal = Assert.Throws<SettingException>(configuration.AddSecretFiles);

        Assert.Contains(SecretFiles.Setting, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 30)]
    [InlineData("00:01:00", 60)]
    public void The_drain_time_is_a_setting(string? given, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read(given).DrainTime);

    [Theory]
    [InlineData("soon")]
    [InlineData("00:00:00")]
    [InlineData("-00:00:10")]
    [InlineData("01:00:00")]
    public void A_drain_time_that_cannot_be_is_refused_by_its_name(string given) =>
        Assert.Contains("Athera:DrainTime", Assert.Throws<SettingException>(() => Read(given)).Message, StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static SiloSettings Read(string? drainTime)
    {
        using var configuration = new ConfigurationManager();
        configuration["Athera:DrainTime"] = drainTime;
        return SiloSettings.Read(configuration, development: true);
    }

    private static ConfigurationManager Configuration(string directory) => new() { [SecretFiles.Setting] = directory };
}
