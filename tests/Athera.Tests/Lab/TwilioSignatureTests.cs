using System.Text;
using Athera.Lab.Twilio;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace Athera.Tests.Lab;

public sealed class TwilioSignatureTests
{
    private const string Base = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private const string Hash = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

    private static readonly KeyValuePair<string, string>[] Call =
    [
        new("CallSid", "CA1234567890ABCDE"), new("Caller", "+14158675309"), new("Digits", "1234"), new("From", "+14158675309"),
        new("To", "+18005551212"),
    ];

    public static TheoryData<string> Forms() => [.. Fixture.Json("twilio/signatures.json").Select(vector => vector.Key)];

    [Theory]
    [InlineData(Base, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("https://mycompany.com:1234/myapp.php?foo=1&bar=2", "CYn1h0gLBdNxDGkKJg6hYohgeD8=")]
    [InlineData("http://mycompany.com:80/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData("http://mycompany.com:1234/myapp.php?foo=1&bar=2", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=")]
    [InlineData("https://MyCompany.com/myapp.php?foo=1&bar=2", "g9IN/x4Cft2g517EjYvEvM/W7LU=")]
    [InlineData("https://MyCompany.com:1234/myapp.php?foo=1&bar=2", "PCqOZm8cnu/L6+u5i5fuEd+Iac4=")]
    [InlineData("https://user:pass@mycompany.com/myapp.php?foo=1&bar=2", "CukzLTc1tT5dXEDIHm/tKBanW10=")]
    [InlineData("https://user@mycompany.com/myapp.php?foo=1&bar=2", "2YRLlVAflCqxaNicjMpJcSTgzSs=")]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2&Body=It's+amazing", "dsq4Ehbj6cs+KdTkpF5sSSplOWw=")]
    public void A_form_is_signed_with_the_address_as_it_was_called(string url, string expected) =>
        Assert.Equal(expected, TwilioSignature.Of(url, Call, "12345"));

    [Theory]
    [InlineData($"{Base}&bodySHA256={Hash}", "a9nBmqA0ju/hNViExpshrM61xv4=")]
    [InlineData($"https://mycompany.com/myapp.php?bodySHA256={Hash}", "y77kIzt2vzLz71DgmJGsen2scGs=")]
    public void A_json_body_is_signed_by_its_hash_in_the_address(string url, string expected) =>
        Assert.Equal(expected, TwilioSignature.Of(url, [], "12345"));

    [Fact]
    public void A_repeated_key_is_signed_with_each_of_its_values_in_order() =>
        Assert.Equal("83O6e2vORAoJHUNzJjDWN1jz+BA=", TwilioSignature.Of(
            Base,
            [new("MessagingBinding.Address", "+1415xxxxxxx"), new("MessagingBinding.Address", "+1325xxxxxxx")],
            "12345"));

    [Fact]
    public void A_value_repeated_under_its_key_is_signed_once() =>
        Assert.Equal("IK+Dwps556ElfBT0I3Rgjkr1wJU=", TwilioSignature.Of(
            Base,
            [
                new("Sid", "CA123"), new("SidAccount", "AC123"), new("Digits", "5678"), new("Digits", "1234"),
                new("Digits", "1234"),
            ],
            "12345"));

    [Fact]
    public void A_fragment_is_not_signed() =>
        Assert.Equal("RSOYDt4T1cUTdK1PDd93/VVr8B8=", TwilioSignature.Of($"{Base}#rc=4&rt=3000", Call, "12345"));

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_fixture_is_signed_as_expected(string file)
    {
        var vector = Fixture.Json("twilio/signatures.json")[file]!;
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(Fixture.Bytes($"twilio/{file}")).TrimEnd('\n'))
            .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value!)));

        Assert.Equal(
            (string)vector["x_twilio_signature"]!, TwilioSignature.Of((string)vector["url"]!, form, Accounts.AuthToken));
    }
}
