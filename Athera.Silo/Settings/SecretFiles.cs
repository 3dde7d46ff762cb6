namespace Athera.Silo.Settings;

/// <summary>
/// Secrets as files of a directory, where Compose, Kubernetes and systemd put them. An environment is shown by too many things (a
/// process list, an inspected container, a crash report) to hold the key that opens all others.
/// </summary>
internal static class SecretFiles
{
    /// <summary>The setting that names the directory.</summary>
    public const string Setting = "Athera:SecretsDirectory";

    /// <summary>
    /// Adds the directory's files if one is named: a file's name is that of a setting with <c>__</c> for the colon
    /// (<c>Athera__Keys__Root</c>), its content the value; a line break at the end does not count. They go before all other sources.
    /// </summary>
    /// <exception cref="SettingException">There is no such directory, or it may not be read.</exception>
    public static void AddSecretFiles(this ConfigurationManager configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } directory)
            return;
        try
        {
            configuration.AddKeyPerFile(Path.GetFullPath(directory), optional: false, reloadOnChange: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"{Setting} names a directory that is not there or has a file that may not be read.", e);
        }
    }
}
