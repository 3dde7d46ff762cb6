using Athera.Lab.Meta;
using Athera.Testing.Silos;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>What the checker is for: each wrong, planted into a good history, is found.</summary>
public sealed class HistoryCheckerTests
{
    private const int Messages = 4;

    private static readonly CustomerHistory _good = new()
    {
        Customer = "1",
        Accepted = [.. Enumerable.Range(0, Messages).Select(Text)],
        Transcript = [.. Enumerable.Range(0, Messages).SelectMany(number => new[] { In(number), Out(number) })],
        Sends = [.. Enumerable.Range(0, Messages).Select(Send)],
    };

    [Fact]
    public void A_good_history_breaks_nothing()
    {
        Assert.True(_good.IsSettled);
        Assert.Empty(HistoryChecker.Violations(_good));
    }

    [Fact]
    public void A_loss_is_found() =>
        AssertFound(_good with { Transcript = [.. _good.Transcript.Where(message => message != In(2))] }, "lost");

    [Fact]
    public void A_duplicate_is_found() => AssertFound(_good with { Transcript = [.. _good.Transcript, In(2)] }, "2 times");

    [Fact]
    public void A_phantom_is_found() => AssertFound(_good with { Transcript = [.. _good.Transcript, In(9)] }, "never written");

    [Fact]
    public void A_swap_is_found() =>
        AssertFound(_good with { Transcript = [In(1), In(0), .. _good.Transcript.Where(message => message != In(0) && message != In(1))] }, "order");

    [Fact]
    public void A_message_without_an_answer_is_found() =>
        AssertFound(_good with { Sends = [.. _good.Sends.Take(3)], Transcript = [.. _good.Transcript.Take(7)] }, "3 answers");

    [Fact]
    public void A_reply_sent_again_is_found() =>
        AssertFound(_good with { Sends = [.. _good.Sends, Send(3) with { MessageId = "again" }] }, "sent 2 times");

    [Fact]
    public void A_second_answer_is_found() => AssertFound(
        _good with { Sends = [.. _good.Sends, Send(3) with { CallbackData = "o9", MessageId = "s9" }], Transcript = [.. _good.Transcript, Out(9)] },
        "5 answers");

    [Fact]
    public void Answers_in_the_wrong_order_are_found() =>
        AssertFound(_good with { Sends = [Send(1), Send(0), Send(2), Send(3)] }, "belongs to message 1");

    [Fact]
    public void A_reply_the_transcript_does_not_know_is_found() =>
        AssertFound(_good with { Transcript = [.. _good.Transcript.Where(message => message != Out(3))] }, "not in the transcript");

    [Fact]
    public void A_reply_that_was_only_claimed_is_found() =>
        AssertFound(_good with { Sends = [.. _good.Sends.Take(3)] }, "never sent");

    [Fact]
    public void A_reply_whose_fate_is_open_is_found() => AssertFound(
        _good with { Transcript = [.. _good.Transcript.Take(7), Out(3) with { State = "unknown" }] }, "is unknown, not read");

    private static void AssertFound(CustomerHistory history, string violation) =>
        Assert.Contains(HistoryChecker.Violations(history), found => found.Contains(violation, StringComparison.Ordinal));

    private static WhatsAppText Text(int number) =>
        new() { From = "1", Name = "Dana", Text = $"asks {number}", At = DateTimeOffset.UnixEpoch, MessageId = $"m{number}" };

    private static MessageSeen In(int number) => new($"i{number}", number * 2, "in", "text", $"asks {number}", $"m{number}", "received", false);

    private static MessageSeen Out(int number) => new($"o{number}", (number * 2) + 1, "out", "text", $"asks {number}", $"s{number}", "read", false);

    private static GraphSend Send(int number) => new()
    {
        Sequence = number,
        At = DateTimeOffset.UnixEpoch,
        PhoneNumberId = "400000000000201",
        Recipient = "1",
        MessageId = $"s{number}",
        Kind = "text",
        Text = $"asks {number}",
        CallbackData = $"o{number}",
    };
}
