using Athera.Turns.Models.Offline;
using Microsoft.Extensions.AI;
using Xunit;

namespace Athera.Tests.Agents;

public sealed class OfflineModelTests
{
    private const string Instructions =
        """
        You answer the customers of a pizzeria.
        deliver, delivery: Yes, we deliver every day.
        open, opening, hours: We are open from 11 to 22.
        nothing:
        : nothing either
        """;

    [Theory]
    [InlineData("Do you deliver?", "Yes, we deliver every day.")]
    [InlineData("DELIVERIES, please", "offline assistant")]
    [InlineData("What are your opening hours?", "We are open from 11 to 22.")]
    [InlineData("hello", "Hello!")]
    [InlineData("¡Hola!", "Hello!")]
    [InlineData("thanks a lot", "You are welcome.")]
    [InlineData("Tell me about the weather", "do not know that")]
    [InlineData("nothing", "do not know that")]
    [InlineData("", "do not know that")]
    public async Task It_answers_what_it_was_told_and_says_what_it_is_otherwise(string question, string expected)
    {
        using var client = new OfflineChatClient([]);

        var answer = await client.GetResponseAsync([new(ChatRole.System, Instructions), new(ChatRole.User, question)]);

        Assert.Contains(expected, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_streamed_answer_is_the_same_as_one_in_one_piece()
    {
        using var client = new OfflineChatClient([]);
        ChatMessage[] messages = [new(ChatRole.System, Instructions), new(ChatRole.User, "Do you deliver?")];

        var whole = await client.GetResponseAsync(messages);
        var streamed = await client.GetStreamingResponseAsync(messages).ToChatResponseAsync();

        Assert.Equal("Yes, we deliver every day.", whole.Text);
        Assert.Equal((whole.Text, whole.FinishReason, whole.ModelId), (streamed.Text, streamed.FinishReason, streamed.ModelId));
        Assert.Equal(whole.Usage!.OutputTokenCount, streamed.Usage!.OutputTokenCount);
    }

    [Fact]
    public async Task It_stops_when_told()
    {
        using var client = new OfflineChatClient([]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.GetStreamingResponseAsync([], null, new CancellationToken(canceled: true)).ToChatResponseAsync());
    }
}
