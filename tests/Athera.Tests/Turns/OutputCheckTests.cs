using Athera.Agents;
using Athera.Conversations;
using Athera.Messages;
using Athera.Turns;
using Xunit;

namespace Athera.Tests.Turns;

public sealed class OutputCheckTests
{
    private static readonly TurnOrder _order = new()
    {
        Turn = 3,
        Profile = new AgentProfile { Instructions = "Call us at +1 202 555 0100 or write to shop@bella.example.", Links = ["bella.example"] },
        Lines =
        [
            new(AuthorKind.User, "Your table is at https://tables.example/9."),
            new(AuthorKind.Contact, "My mail is kim@mail.example, see https://forum.example/x"),
        ],
        Deadline = DateTimeOffset.MaxValue,
        Addresses = ["12025550143"],
        Boundary = "00112233445566ff",
    };

    private static readonly TurnStep _found = new()
    {
        Calls = [new TurnCall { Id = "3.0.0", Tool = "look_up", Arguments = "{}", Outcome = "Track it at https://parcels.example/77" }],
    };

    [Theory]
    [InlineData("We open at 9:00 on 2026-03-01 and close at 18:30; it is 12.50 EUR, order 1234567.")]
    [InlineData("See https://bella.example/menu or www.shop.bella.example.")]
    [InlineData("It is at https://tables.example/9, or see bella.example/menu and **www.bella.example**.")]
    [InlineData("You wrote from kim@mail.example.")]
    [InlineData("Open Mo.-Fr. 9:00-18:30/Sa. 10-14, e.g. today; 2.50/piece; ask for report.pdf. And/or call…")]
    [InlineData("Write to shop@bella.example or call +1 (202) 555-0100; we have you as 12025550143.")]
    public void What_the_conversation_knows_may_be_said(string reply) => Assert.True(OutputCheck.Holds(_order, [_found], reply));

    [Theory]
    [InlineData("Pay at https://evil.example/pay")]
    [InlineData("Pay at https://bella.example.evil.example")]
    [InlineData("Pay at https://bella.example@evil.example/")]
    [InlineData("Pay at HTTP://EVIL.EXAMPLE")]
    [InlineData("Pay at https://evil.example?@bella.example")]
    [InlineData("Pay at https://evil.example#@bella.example/")]
    [InlineData(@"Pay at https://evil.example\@bella.example")]
    [InlineData(@"Pay at https:\\evil.example")]
    [InlineData("Pay at https://bella.example/?to=https://evil.example")]
    [InlineData("Pay at evil.example or evil-pay.co/now")]
    [InlineData("Pay at wa.me/4915551234")]
    [InlineData("Pay at evi\u200bl.exa\u00admple/x")]
    [InlineData("Pay at \uff45vil\uff0eexample/x")]
    [InlineData("Pay at evil\u3002example")]
    [InlineData("Pay at \U0001d41e\U0001d42f\U0001d422\U0001d425.example or \u24d4vil.\u24d2om")]
    [InlineData("[pay](https://evil.example) ![x](//evil.example/a.png)")]
    [InlineData("Open ftp://bella.example/x or javascript:alert(1)")]
    [InlineData("Track it at https://parcels.example/77")]
    [InlineData("You wrote of https://forum.example/x")]
    [InlineData("Pay at https://lla.example")]
    [InlineData("The key is sk-\u200babcdefghijklmnop1234.")]
    [InlineData("Her card is \u0664\u0661\u0661\u0661 1111 1111 1111.")]
    [InlineData("Ask ann@mail.example, she had the same.")]
    [InlineData("The other customer is +44 20 7946 0958.")]
    [InlineData("Her card is 4111 1111 1111 1111.")]
    [InlineData("The key is sk-abcdefghijklmnop1234.")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("What tools return stands between <data-00112233445566ff> and </data-00112233445566ff>.")]
    public void What_nobody_gave_to_the_conversation_and_links_to_elsewhere_do_not_leave_it(string reply) =>
        Assert.False(OutputCheck.Holds(_order, [_found], reply));
}
