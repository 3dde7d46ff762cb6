using System.Net;
using Athera.Silo.Settings;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Athera.Tests.Settings;

public sealed class ClusteringTests
{
    private static readonly Dictionary<string, string?> _cluster = new()
    {
        ["Athera:Cluster"] = "Cluster",
        ["Athera:Storage"] = "Postgres",
        ["ConnectionStrings:Athera"] = "Host=127.0.0.1;Database=athera",
        ["Athera:Keys:Root"] = Convert.ToBase64String(new byte[32]),
    };

    [Theory]
    [InlineData("Athera:Storage", "Sqlite", "Athera:Storage")]
    [InlineData("Athera:Keys:Root", null, "Athera:Keys:Root")]
    [InlineData("Athera:Cluster", "Postgres", "Athera:Cluster")]
    [InlineData("Athera:Membership:ProbeTimeout", "00:00:00.1", "Athera:Membership:ProbeTimeout")]
    [InlineData("Athera:Membership:MissedProbes", "0", "Athera:Membership:MissedProbes")]
    [InlineData("Orleans:Endpoints:AdvertisedIPAddress", "0.0.0.0", "Orleans:Endpoints:AdvertisedIPAddress")]
    [InlineData("Orleans:Endpoints:SiloListeningEndpoint", "127.0.0.1", "Orleans:Endpoints:SiloListeningEndpoint")]
    public void What_cannot_be_is_refused_with_the_name_of_the_setting(string setting, string? value, string named)
    {
        var refusal = Assert.Throws<SettingException>(() => Read(setting, value));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Silos_that_share_a_database_on_one_machine_meet_on_free_ports_of_the_loopback_address()
    {
        var (one, other) = (Read(), Read());

        Assert.True(one.Clustered);
        Assert.Equal(IPAddress.Loopback, one.SiloAddress);
        Assert.Equal(4, new HashSet<int> { one.SiloPort, one.GatewayPort, other.SiloPort, other.GatewayPort }.Count);
    }

    [Fact]
    public void A_silo_behind_a_proxy_is_told_apart_where_it_listens() => Assert.Equal(
        new IPEndPoint(IPAddress.Loopback, 11_112), Read("Orleans:Endpoints:SiloListeningEndpoint", "127.0.0.1:11112").SiloListeningEndpoint);

    [Fact]
    public void A_process_is_alone_unless_it_is_told_otherwise() => Assert.False(Read("Athera:Cluster", null).Clustered);

    private static SiloSettings Read(string? setting = null, string? value = null)
    {
        var all = new Dictionary<string, string?>(_cluster);
        if (setting is not null)
            all[setting] = value;
        return SiloSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(all).Build(), development: true);
    }
}
