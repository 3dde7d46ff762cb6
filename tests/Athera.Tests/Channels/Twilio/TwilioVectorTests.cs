using System.Text;
using Athera.Channels;
using Xunit;

namespace Athera.Tests.Channels.Twilio;

/// <summary>The known answers of Twilio's own helper libraries, for the token 12345.</summary>
public sealed class TwilioVectorTests
{
    private const string Call = "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212";
    private const string Json = """{"property": "value", "boolean": true}""";
    private const string Hash = "bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
    private const string Path = "/myapp.php?foo=1&bar=2";

    private static readonly IWebhookProtocol Protocol = ChannelHost.Protocol("twilio");

    [Theory]
    [InlineData("https://mycompany.com", Path, Call, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://mycompany.com:443", Path, Call, "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("https://mycompany.com:1234", Path, Call, "CYn1h0gLBdNxDGkKJg6hYohgeD8=")]
    [InlineData("http://mycompany.com:80", Path, Call, "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData("http://mycompany.com:1234", Path, Call, "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=")]
    [InlineData("https://MyCompany.com", Path, Call, "g9IN/x4Cft2g517EjYvEvM/W7LU=")]
    [InlineData("https://MyCompany.com:1234", Path, Call, "PCqOZm8cnu/L6+u5i5fuEd+Iac4=")]
    [InlineData("https://user:pass@mycompany.com", Path, Call, "CukzLTc1tT5dXEDIHm/tKBanW10=")]
    [InlineData("https://user@mycompany.com", Path, Call, "2YRLlVAflCqxaNicjMpJcSTgzSs=")]
    [InlineData("https://mycompany.com", Path + "&Body=It's+amazing", Call, "dsq4Ehbj6cs+KdTkpF5sSSplOWw=")]
    [InlineData("https://mycompany.com", Path + "&" + Hash, Json, "a9nBmqA0ju/hNViExpshrM61xv4=")]
    [InlineData("https://mycompany.com", "/myapp.php?" + Hash, Json, "y77kIzt2vzLz71DgmJGsen2scGs=")]
    [InlineData("https://mycompany.com", Path,
        "MessagingBinding.Address=%2B1325xxxxxxx&MessagingBinding.Address=%2B1415xxxxxxx", "83O6e2vORAoJHUNzJjDWN1jz+BA=")]
    [InlineData("https://mycompany.com", Path,
        "MessagingBinding.Address=%2B1415xxxxxxx&MessagingBinding.Address=%2B1325xxxxxxx", "83O6e2vORAoJHUNzJjDWN1jz+BA=")]
    [InlineData("https://mycompany.com", Path, "Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234", "IK+Dwps556ElfBT0I3Rgjkr1wJU=")]
    public void A_known_signature_is_right_and_any_other_wrong(string publicUrl, string target, string body, string signature)
    {
        Assert.True(Proves(publicUrl, target, body, signature));
        Assert.False(Proves(publicUrl, target, body + "x", signature));
        Assert.False(Proves(publicUrl, target + "x", body, signature));
        Assert.False(Proves(publicUrl, target, body, signature.ToUpperInvariant()));
        Assert.False(Proves(publicUrl.Replace("ompany", "arpany", StringComparison.Ordinal), target, body, signature));
    }

    [Theory]
    [InlineData("https://mycompany.com", "kvajT1Ptam85bY51eRf/AJRuM3w=", true)]
    [InlineData("https://mycompany.com:443", "RSOYDt4T1cUTdK1PDd93/VVr8B8=", true)]
    [InlineData("https://mycompany.com:1234", "RSOYDt4T1cUTdK1PDd93/VVr8B8=", true)]
    [InlineData("https://mycompany.com", "CYn1h0gLBdNxDGkKJg6hYohgeD8=", false)]
    [InlineData("https://mycompany.com:1234", "kvajT1Ptam85bY51eRf/AJRuM3w=", false)]
    [InlineData("https://mycompany.com", "g9IN/x4Cft2g517EjYvEvM/W7LU=", false)]
    [InlineData("http://mycompany.com", "RSOYDt4T1cUTdK1PDd93/VVr8B8=", false)]
    public void Only_the_port_may_come_and_go(string publicUrl, string signature, bool proven) =>
        Assert.Equal(proven, Proves(publicUrl, Path, Call, signature));

    private static bool Proves(string publicUrl, string target, string body, string signature) => Protocol.Proves(
        new WebhookRequest
        {
            Provider = "twilio",
            Method = "POST",
            Target = target,
            Headers = new Dictionary<string, string>
            {
                ["x-twilio-signature"] = signature,
                ["content-type"] = body.StartsWith('{') ? "application/json" : TwilioRequests.Form,
            },
            Body = Encoding.UTF8.GetBytes(body),
        },
        new ProofContext(["12345"], new Uri(publicUrl)));
}
