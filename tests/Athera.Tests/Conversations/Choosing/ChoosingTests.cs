using Athera.Channels;
using Athera.Conversations;
using Athera.Conversations.Choosing;
using Athera.Messages;
using Xunit;
using static Athera.Tests.Conversations.Given;

namespace Athera.Tests.Conversations.Choosing;

public sealed class ChoosingTests
{
    private static readonly Choices _sizes = new()
    {
        Form = ChoiceForm.Buttons,
        Options = [new Choice("s", "Small"), new Choice("m", "Medium"), new Choice("l", "Large")],
    };

    [Fact]
    public void A_channel_with_nothing_to_tap_gets_numbered_lines()
    {
        var sent = ChoiceRendering.For(Offer(), []);

        Assert.Equal((MessageKind.Text, "Which size?\n\n1. Small\n2. Medium\n3. Large"), (sent.Kind, sent.Text));
        Assert.Null(sent.Choices);
    }

    [Fact]
    public void One_form_stands_for_another_where_everything_fits()
    {
        Assert.Equal(ChoiceForm.QuickReplies, ChoiceRendering.For(Offer(), [ChoiceForm.QuickReplies]).Choices?.Form);
        Assert.Equal(ChoiceForm.List, ChoiceRendering.For(Offer(), [ChoiceForm.List]).Choices?.Form);
        Assert.Equal(ChoiceForm.Buttons, ChoiceRendering.For(Offer(), [ChoiceForm.Buttons, ChoiceForm.List]).Choices?.Form);
    }

    [Theory]
    [InlineData("2", "m")]
    [InlineData(" 2. ", "m")]
    [InlineData("large", "l")]
    [InlineData("4", null)]
    [InlineData("0", null)]
    [InlineData("2 please", null)]
    [InlineData("99999999999999999999", null)]
    public void The_number_or_the_title_is_the_choice_again(string text, string? payload)
    {
        var received = Offered().Receive(At(2), Message("answer", 2, text)).Of<MessageReceived>().Single();

        Assert.Equal(payload, received.Content.Payload);
        Assert.Equal(payload is null ? MessageKind.Text : MessageKind.ButtonReply, received.Content.Kind);
    }

    [Fact]
    public void Where_there_are_buttons_a_number_is_a_number()
    {
        var buttons = At(2) with { Terms = new ChannelTerms { Forms = [ChoiceForm.Buttons] } };

        Assert.Null(Offered().Receive(buttons, Message("answer", 2, "2")).Of<MessageReceived>().Single().Content.Payload);
    }

    [Fact]
    public void What_breaks_a_limit_is_refused()
    {
        static Refusal? Check(Choices choices) => Sending.Check(Answered(), Written() with { Choices = choices }, At());

        Assert.Null(Check(_sizes));
        Assert.NotNull(Check(_sizes with { Options = [.. _sizes.Options, new Choice("x", "Extra")] }));
        Assert.NotNull(Check(_sizes with { Options = [new Choice("s", new string('x', 21))] }));
        Assert.NotNull(Check(_sizes with { Options = [new Choice("s", "Small"), new Choice("s", "Medium")] }));
        Assert.NotNull(Check(_sizes with { Options = [] }));
        Assert.NotNull(Check(_sizes with { Opener = "Sizes" }));
    }

    private static MessageContent Offer() => new() { Kind = MessageKind.Interactive, Text = "Which size?", Choices = _sizes };

    private static Conversation Offered() =>
        Sending.Send(Answered(), Written(text: "Which size?") with { Choices = _sizes }, At(1)).State;
}
