using System.Text.Json;
using Athera.Knowledge.Answering;
using Athera.Orders;
using Athera.Tasks;
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

    private const string Priced = $"{Instructions}\nprice of Margherita: 9.50 EUR\nprice of Quattro Formaggi: 12.00 EUR";

    private static readonly IReadOnlyList<IOfflineSkill> _skills = [new OfflineSearching(), new OfflineOrdering(), new OfflineTasking()];

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

    [Theory]
    [InlineData("I would like to order 2 x Margherita", "Margherita", 2, 950)]
    [InlineData("Ich möchte eine Pizza bestellen: Margherita", "Margherita", 1, 950)]
    [InlineData("buy 3 quattro formaggi today", "Quattro Formaggi", 3, 1200)]
    public async Task It_takes_an_order_for_what_has_a_price_and_leaves_the_total_to_others(string message, string name, int quantity, int unitAmount)
    {
        var call = await AskAsync(message);

        var lines = $$"""[{"name":"{{name}}","quantity":{{quantity}},"unitAmount":{{unitAmount}}}]""";
        Assert.Equal(
            ("create_order", $$"""{"currency":"EUR","state":"placed","lines":{{lines}}}"""), (call?.Name, JsonSerializer.Serialize(call?.Arguments)));
    }

    [Theory]
    [InlineData("I would like to order 2 Calzone")]
    [InlineData("What is the price of a Margherita?")]
    [InlineData("order")]
    public async Task It_orders_nothing_without_a_price_or_a_wish(string message) =>
        Assert.NotEqual("create_order", (await AskAsync(message))?.Name);

    [Theory]
    [InlineData("Please call me back tomorrow", "Call the customer back")]
    [InlineData("I want to complain, it was cold", "Look into a complaint")]
    [InlineData("Meine Lampe ist kaputt", "Look into a complaint")]
    public async Task It_makes_a_task_of_a_call_and_of_a_complaint_with_the_words_of_the_customer(string message, string title)
    {
        var call = await AskAsync(message);

        Assert.Equal(("create_task", title, message), (call?.Name, call?.Arguments?["title"], call?.Arguments?["text"]));
    }

    [Fact]
    public async Task Knowledge_comes_last_and_never_for_a_greeting()
    {
        Assert.Equal("search_knowledge", (await AskAsync("Are dogs allowed?"))?.Name);
        Assert.Null(await AskAsync("Do you deliver?"));
        Assert.Null(await AskAsync("hello"));
        Assert.Null(await AskAsync("Are dogs allowed?", "create_order", "create_task"));
        Assert.Equal("search_knowledge", (await AskAsync("I want to order a Calzone", "search_knowledge"))?.Name);
    }

    [Theory]
    [InlineData("order 1 Margherita", "create_order", """{"orderId":"x"}""", "your order is placed")]
    [InlineData("order 1 Margherita", "create_order", "Not done yet: a colleague has been asked to allow it.", "who has to confirm it first")]
    [InlineData("call me", "create_task", """{"taskId":"x"}""", "I have noted it")]
    [InlineData("call me", "create_task", "It did not work.", "I could not note that")]
    [InlineData("Are dogs allowed?", "search_knowledge", """{"passages":[]}""", "do not know that")]
    public async Task It_says_what_came_of_it_and_never_that_something_is_done_that_is_not(
        string message, string tool, string outcome, string expected)
    {
        var call = new FunctionCallContent("offline", tool, new Dictionary<string, object?>());
        using var client = new OfflineChatClient(_skills);

        var answer = await client.GetResponseAsync(
        [
            new(ChatRole.System, Priced), new(ChatRole.User, message), new(ChatRole.Assistant, [call]),
            new(ChatRole.Tool, [new FunctionResultContent("offline", $"<data-0a>\n{outcome}\n</data-0a>")]),
        ]);

        Assert.Contains(expected, answer.Text, StringComparison.Ordinal);
        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
    }

    // The tool it asks for, of all or of those named.
    private static async Task<FunctionCallContent?> AskAsync(string message, params string[] tools)
    {
        using var client = new OfflineChatClient(_skills);
        var offered = (tools.Length > 0 ? tools : ["create_order", "create_task", "search_knowledge"])
            .Select(name => AIFunctionFactory.CreateDeclaration(name, null, JsonElement.Parse("{}"), null));
        var answer = await client.GetResponseAsync(
            [new(ChatRole.System, Priced), new(ChatRole.User, message)], new ChatOptions { Tools = [.. offered] });
        return answer.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().SingleOrDefault();
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
