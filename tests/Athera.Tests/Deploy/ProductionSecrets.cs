using Athera.Silo.Storage.Postgres;

namespace Athera.Tests.Deploy;

/// <summary>The secrets an Athera in production takes, as files are called.</summary>
internal static class ProductionSecrets
{
    public static string RootKey { get; } = File(Athera.Keys.RootKey.Setting);

    public const string AdminKey = "Athera__Bootstrap__AdminKey";

    public static string Journal { get; } = File(PostgresOptions.JournalSetting);

    /// <summary>In the order of their names.</summary>
    public static IReadOnlyList<string> WithSqlite { get; } = [.. new[] { RootKey, AdminKey }.Order(StringComparer.Ordinal)];

    /// <summary>In the order of their names.</summary>
    public static IReadOnlyList<string> WithPostgres { get; } =
        [.. WithSqlite.Concat([Journal, File(PostgresOptions.KeysSetting)]).Order(StringComparer.Ordinal)];

    private static string File(string setting) => setting.Replace(":", "__", StringComparison.Ordinal);
}
