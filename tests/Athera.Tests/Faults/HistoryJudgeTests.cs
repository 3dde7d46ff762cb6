using Athera.FaultRuns.Histories;
using Xunit;

namespace Athera.Tests.FaultRuns;

/// <summary>A checker that finds nothing is worth something only when it finds what is there.</summary>
public sealed class HistoryJudgeTests
{
    private const int Somewhere = 7;

    private readonly Story _story = new();

    [Fact]
    public void A_good_history_is_clean()
    {
        var findings = _story.Judge();
        Assert.Empty(findings.Violations);
        Assert.Empty(findings.SentTwiceWithoutEvidence);
        Assert.Equal(Story.Conversations * Story.Messages, findings.Counts["accepted"]);
        Assert.Equal(Story.Conversations * Story.Messages, findings.Counts["answered"]);
    }

    [Fact]
    public void A_lost_message_is_found()
    {
        _story.Rewrite(Somewhere, lines => lines.Where(line => line.Number != 2));
        Assert.Contains("I1", _story.Broken());
    }

    [Fact]
    public void A_message_that_stands_twice_is_found()
    {
        _story.Rewrite(Somewhere, lines => lines.SelectMany(
            line => line.Number == 2 ? new[] { line, line with { Position = line.Position + 2 } } : [line]));
        Assert.Contains("I1", _story.Broken());
    }

    [Fact]
    public void A_customer_kept_as_two_conversations_is_found()
    {
        _story.Finals.Add(_story.Finals[Somewhere] with { Id = "another", Lines = [], });
        _story.Finals[^1] = _story.Finals[^1] with { Lines = [.. _story.Finals[Somewhere].Lines.Skip(6)] };
        _story.Rewrite(Somewhere, lines => lines.Take(6));
        Assert.Contains("I1", _story.Broken());
    }

    [Fact]
    public void Two_messages_that_changed_places_are_found()
    {
        _story.Rewrite(Somewhere, lines => lines.Select(line => line.Number switch
        {
            1 => line with { Number = 2 },
            2 => line with { Number = 1 },
            _ => line,
        }));
        Assert.Contains("I4", _story.Broken());
    }

    [Fact]
    public void A_batch_stored_against_its_times_is_found()
    {
        var at = _story.Operations[^1].At;
        foreach (var number in new[] { Story.Messages, Story.Messages + 1 })
        {
            _story.Operations.Add(new Operation(at + 1, -1, Outcome.Invoke, Function.Append, Somewhere, number, 0));
            _story.Operations.Add(new Operation(at + 2, -1, Outcome.Ok, Function.Append, Somewhere, number, 0));
        }
        _story.Rewrite(Somewhere, lines =>
        [
            .. lines, new Line(40, LineState.Received, Story.Messages + 1, Somewhere), new Line(41, LineState.Received, Story.Messages, Somewhere),
        ]);
        Assert.Contains("I4", _story.Broken());
    }

    [Theory]
    [InlineData(7, true, false)]
    [InlineData(40, false, false)]
    [InlineData(40, true, true)]
    public void Only_what_lay_on_a_disk_may_stand_below_later_messages_and_only_if_it_is_marked(int conversation, bool marked, bool allowed)
    {
        _story.Rewrite(conversation, lines => lines.Select(line => line.Number switch
        {
            2 => line with { Number = 3 },
            3 => line with { Number = 2, Late = marked },
            _ when line.Position == Story.AnswerTo(2) => line with { Answers = [3] },
            _ when line.Position == Story.AnswerTo(3) => line with { Answers = [2] },
            _ => line,
        }));
        Assert.Equal(allowed, !_story.Broken().Any());
    }

    [Fact]
    public void An_answer_above_its_question_is_found()
    {
        _story.Rewrite(Somewhere, lines => lines.Select(line => line.Position == Story.AnswerTo(0) ? line with { Position = 1 } : line)
            .OrderBy(line => line.Position));
        Assert.Contains("I4", _story.Broken());
    }

    [Fact]
    public void Replies_sent_in_another_order_are_found()
    {
        var (first, second) = (Story.TakingOf(Somewhere, 1), Story.TakingOf(Somewhere, 2));
        for (var i = 0; i < _story.Operations.Count; i++)
        {
            if (_story.Operations[i] is { F: Function.Send } send && (send.Value == first || send.Value == second))
                _story.Operations[i] = send with { Number = Story.AnswerTo(send.Value == first ? 2 : 1) };
        }
        Assert.Contains("I4", _story.Broken());
    }

    [Fact]
    public void A_reader_who_saw_something_else_in_between_is_found()
    {
        _story.Reads[0] = _story.Reads[0] with { Lines = [.. _story.Reads[0].Lines.Where(line => line.Number != 2)] };
        Assert.Contains("I4", _story.Broken());
    }

    [Fact]
    public void A_message_sent_again_after_the_provider_told_of_it_is_found()
    {
        _story.Then(2, Outcome.Ok, Function.Send, 6, Story.AnswerTo(1), Story.Conversations * Story.Messages);
        var findings = _story.Judge();
        Assert.Equal("I3", Assert.Single(findings.Violations).Invariant);
        Assert.Empty(findings.SentTwiceWithoutEvidence);
    }

    [Fact]
    public void A_message_sent_again_when_the_provider_kept_silent_is_listed_and_no_more()
    {
        _story.Wait(TimeSpan.FromSeconds(8));
        _story.Then(2, Outcome.Ok, Function.Send, Somewhere, Story.AnswerTo(1), Story.Conversations * Story.Messages);
        var findings = _story.Judge();
        Assert.Empty(findings.Violations);
        Assert.Single(findings.SentTwiceWithoutEvidence);
    }

    [Fact]
    public void A_message_sent_again_before_the_provider_could_tell_of_it_is_found()
    {
        _story.Then(2, Outcome.Ok, Function.Send, Somewhere, Story.AnswerTo(Story.Messages - 1), Story.Conversations * Story.Messages);
        Assert.Equal(["I3"], _story.Broken());
    }

    [Fact]
    public void A_state_that_stays_behind_what_was_reported_is_found()
    {
        _story.Rewrite(6, lines => lines.Select(line => line.State == LineState.Delivered ? line with { State = LineState.Sent } : line));
        Assert.Equal(["I11"], _story.Broken().Distinct());
    }

    [Fact]
    public void Two_answers_to_one_message_are_found()
    {
        _story.Then(2, Outcome.Ok, Function.Send, Somewhere, 50, Story.Conversations * Story.Messages);
        _story.Rewrite(Somewhere, lines => [.. lines, new Line(50, LineState.Sent, Answers: [3])]);
        Assert.Contains("I3", _story.Broken());
    }

    [Fact]
    public void A_message_nobody_wrote_is_found()
    {
        _story.Rewrite(Somewhere, lines => [.. lines.Take(7), new Line(12, LineState.Received, 99, Somewhere), .. lines.Skip(7)]);
        Assert.Contains("I2", _story.Broken());
    }

    [Fact]
    public void A_send_no_transcript_shows_is_found()
    {
        _story.Then(2, Outcome.Ok, Function.Send, Somewhere, 77, Story.Conversations * Story.Messages);
        Assert.Equal(["I2"], _story.Broken());
    }

    [Fact]
    public void A_send_after_the_last_reading_is_not_looked_for_in_it()
    {
        _story.ReadForTheLastTime();
        _story.Then(2, Outcome.Ok, Function.Send, Somewhere, 77, Story.Conversations * Story.Messages);
        Assert.Empty(_story.Broken());
    }

    [Fact]
    public void A_text_that_another_silo_stored_when_it_came_again_may_stand_below_the_next()
    {
        const int texts = 40;
        _story.Rewrite(texts, lines => [.. lines.Select(line => line.Number switch
        {
            1 => line with { Number = 2 },
            2 => line with { Number = 1 },
            _ => line,
        })]);
        Assert.Contains("I4", _story.Broken());
        _story.Then(-1, Outcome.Invoke, Function.Append, texts, 1, 1);
        _story.Then(-1, Outcome.Ok, Function.Append, texts, 1, 1);
        Assert.DoesNotContain(_story.Judge().Violations, found => found.Text.Contains("accepted before", StringComparison.Ordinal));
    }

    [Fact]
    public void A_send_that_is_shown_and_was_never_taken_is_found()
    {
        _story.Operations.RemoveAll(one => one.F == Function.Send && one.Value == Story.Conversations * Story.Messages);
        _story.Rewrite(Somewhere, lines => [.. lines, new Line(60, LineState.Sent, Answers: [])]);
        Assert.Equal(["I2"], _story.Broken());
    }

    [Fact]
    public void Another_tenants_message_in_a_transcript_is_found()
    {
        _story.Rewrite(Somewhere, lines => [.. lines, new Line(60, LineState.Received, 1, Somewhere + 1)]);
        Assert.Contains("I5", _story.Broken());
    }

    [Fact]
    public void Another_tenants_message_in_a_prompt_or_an_answer_is_found()
    {
        _story.Then(2, Outcome.Ok, Function.Leak, Somewhere, 1, Somewhere + 1);
        Assert.Equal(["I5"], _story.Broken());
    }

    [Theory]
    [InlineData(LineState.Unknown)]
    [InlineData(LineState.Attempting)]
    [InlineData(LineState.Queued)]
    internal void A_message_left_open_is_found(LineState left)
    {
        _story.Rewrite(Somewhere, lines => lines.Select(line => line.Position == Story.AnswerTo(3) ? line with { State = left } : line));
        Assert.Equal(["I8"], _story.Broken());
    }

    [Fact]
    public void A_message_without_an_answer_is_found_unless_a_person_has_it()
    {
        _story.Rewrite(Somewhere, lines => lines.SkipLast(1));
        _story.Finals[Somewhere] = _story.Finals[Somewhere] with { Unread = 1 };
        _story.Operations.RemoveAll(one => one.Conversation == Somewhere && one.F is Function.Send && one.Number == Story.AnswerTo(3));
        var untold = new Story();
        Assert.Contains("I8", _story.Broken());

        untold.Rewrite(Somewhere, lines => lines.SkipLast(1));
        untold.Finals[Somewhere] = untold.Finals[Somewhere] with { Unread = 1, Responder = "nobody" };
        Assert.DoesNotContain("I8", untold.Broken());
    }

    [Fact]
    public void A_wrong_number_of_unread_messages_is_found()
    {
        _story.Finals[Somewhere] = _story.Finals[Somewhere] with { Unread = 1 };
        Assert.Equal(["I10"], _story.Broken());
    }

    [Fact]
    public void An_event_a_reader_did_not_hear_is_found()
    {
        _story.Operations.RemoveAt(_story.Operations.FindIndex(one => one is { F: Function.Hear, Number: 6 }));
        Assert.Equal(["I10"], _story.Broken());
    }

    [Fact]
    public void The_last_event_a_reader_did_not_hear_is_found()
    {
        _story.Operations.RemoveAt(_story.Operations.FindLastIndex(one => one.F == Function.Hear));
        Assert.Equal(["I10"], _story.Broken());
    }

    [Fact]
    public void An_event_a_reader_heard_twice_is_found()
    {
        var heard = _story.Operations.FindIndex(one => one is { F: Function.Hear, Number: 6 });
        _story.Operations.Insert(heard, _story.Operations[heard]);
        Assert.Equal(["I10"], _story.Broken());
    }

    [Fact]
    public void A_version_that_goes_backwards_is_found()
    {
        _story.Look(5, 6);
        Assert.Equal(["I11"], _story.Broken());
    }
}
