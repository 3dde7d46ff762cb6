using System.Net;
using Athera.Channels.Files;
using Athera.Egress;
using Athera.Messages;
using CsCheck;
using Xunit;

namespace Athera.Tests.Media;

public sealed class EgressTests
{
    private static readonly Uri _provider = new("http://127.0.0.1:4711/graph");

    [Theory]
    [InlineData("10.0.0.1"), InlineData("127.0.0.1"), InlineData("169.254.169.254"), InlineData("172.31.255.255"), InlineData("192.168.1.1")]
    [InlineData("100.64.0.1"), InlineData("0.0.0.0"), InlineData("224.0.0.1"), InlineData("255.255.255.255"), InlineData("::1"), InlineData("::")]
    [InlineData("fe80::1"), InlineData("fc00::1"), InlineData("fd12::1"), InlineData("ff02::1"), InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1"), InlineData("2002:a00:1::"), InlineData("2001:db8::1"), InlineData("::ffff:127.0.0.1")]
    public void An_address_of_no_public_host_is_known(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory, InlineData("8.8.8.8"), InlineData("157.240.1.1"), InlineData("2a03:2880:f101:83:face:b00c:0:25de"), InlineData("::ffff:8.8.8.8")]
    public void A_public_host_is_one(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://cdn.example/a", true), InlineData("https://cdn.example:8443/a", false), InlineData("http://cdn.example/a", false)]
    [InlineData("https://user:pass@cdn.example/a", false), InlineData("https://8.8.8.8/a", false), InlineData("https://[2a03::1]/a", false)]
    [InlineData("http://127.0.0.1:4711/a", true), InlineData("http://127.0.0.1:4712/a", false), InlineData("ftp://cdn.example/a", false)]
    [InlineData("file:///etc/passwd", false)]
    public void Only_https_on_its_port_and_the_configured_provider_are_asked(string url, bool allowed) =>
        Assert.Equal(allowed, Guard("8.8.8.8").Allows(new Uri(url)));

    [Fact]
    public async Task A_name_that_leads_into_a_private_network_is_refused_when_the_connection_is_made()
    {
        using var client = new MediaClient("any", Guard("10.0.0.7", "192.168.0.1"));

        var answer = await client.GetAsync(
            new Uri("https://cdn.example/a"), static _ => false, null, static _ => true, TestContext.Current.CancellationToken);

        Assert.Equal(MediaFaults.AddressRefused, answer.Fault?.Fault?.Code);
        Assert.True(answer.Fault!.IsFinal);
    }

    [Fact]
    public void A_checksum_is_read_in_both_of_the_forms_it_comes_in() => Gen.Byte.Array[32].Sample(bytes =>
    {
        var hex = Convert.ToHexStringLower(bytes);
        Assert.Equal(hex, Sha256Text.Read(hex.ToUpperInvariant()));
        Assert.Equal(hex, Sha256Text.Read(Convert.ToBase64String(bytes)));
    });

    [Fact]
    public void Anything_else_is_no_checksum() => Gen.String.Sample(text => Assert.True(text.Length is 64 or 44 || Sha256Text.Read(text) is null));

    private static EgressGuard Guard(params string[] addresses) =>
        EgressGuard.WithProvider(() => _provider, (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()));
}
