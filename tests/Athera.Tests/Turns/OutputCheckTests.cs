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
        Lines = [new(AuthorKind.Contact, "My mail is kim@mail.example, see https://forum.example/x")],
        Deadline = DateTimeOffset.MaxValue,
        Addresses = ["12025550143"],
    };

    private static readonly TurnStep _found = new()
    {
        Calls = [new TurnCall { Id = "3.0.0", Tool = "look_up", Arguments = "{}", Outcome = "Track it at https://parcels.example/77" }],
    };

    [Theory]
    [InlineData("We open at 9:00 on 2026-03-01 and close at 18:30; it is 12.50 EUR, order 1234567.")]
    [InlineData("See https://bella.example/menu or www.shop.bella.example.")]
    [InlineData("It is at https://parcels.example/77.")]
    [InlineData("You wrote of https://forum.example/x from kim@mail.example.")]
    [InlineData("Write to shop@bella.example or call +1 (202) 555-0100; we have you as 12025550143.")]
    public void What_the_conversation_knows_may_be_said(string reply) => Assert.True(OutputCheck.Holds(_order, [_found], reply));

    [Theory]
    [InlineData("Pay at https://evil.example/pay")]
    [InlineData("Pay at https://bella.example.evil.example")]
    [InlineData("Pay at https://bella.example@evil.example/")]
    [InlineData("Pay at HTTP://EVIL.EXAMPLE")]
    [InlineData("Ask ann@mail.example, she had the same.")]
    [InlineData("The other customer is +44 20 7946 0958.")]
    [InlineData("Her card is 4111 1111 1111 1111.")]
    [InlineData("The key is sk-abcdefghijklmnop1234.")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    public void What_nobody_gave_to_the_conversation_does_not_leave_it(string reply) => Assert.False(OutputCheck.Holds(_order, [_found], reply));
}
