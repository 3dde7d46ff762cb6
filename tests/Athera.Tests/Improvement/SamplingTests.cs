using Athera.Contacts;
using Athera.Improvement;
using Athera.Messages;
using Athera.Tests.Conversations;
using Xunit;

namespace Athera.Tests.Improvement;

public sealed class SamplingTests
{
    private static readonly Contact Kim = Contact.Empty with
    {
        Sequence = 1, Name = "Kim van Dam", Addresses = [new Address(AddressKind.Other, "customer-17")],
    };

    [Theory]
    [InlineData("Write to kim@mail.example today", "Write to [mail] today")]
    [InlineData("I am KIM, from +49 (170) 123-4567", "I am [name], from [number]")]
    [InlineData("see https://shop.example/u/123?x=1 ok", "see [link] ok")]
    [InlineData("order 20261 for 3 pizzas at 7 pm", "order [number] for 3 pizzas at 7 pm")]
    [InlineData("I am customer-17", "I am [name]")]
    public void What_tells_who_somebody_is_is_masked(string text, string masked) => Assert.Equal(masked, SampleText.Masked(text, Kim));

    [Fact]
    public void A_sample_is_an_answer_of_an_agent_with_what_was_said_before()
    {
        var samples = Sampling.Of(
            [Said(AuthorKind.Agent, "Hello!"), Said(AuthorKind.Contact, "Hi"), Said(AuthorKind.User, "by a person"), Said(AuthorKind.Agent, "What?")],
            Kim, Given.Noon);

        var sample = Assert.Single(samples);
        Assert.Equal(("What?", "Hello!|Hi"), (sample.Answer, string.Join('|', sample.Before.Select(l => l.Text))));
    }

    [Fact]
    public void What_was_taken_back_or_said_before_the_contact_agreed_is_in_none()
    {
        var samples = Sampling.Of(
            [
                Said(AuthorKind.Contact, "old") with { CommittedAt = Given.Noon.AddSeconds(-1) }, Said(AuthorKind.Contact, "new"),
                Said(AuthorKind.Contact, "gone") with { DeletedAt = Given.Noon }, Said(AuthorKind.Agent, "yes"),
            ],
            Kim, Given.Noon);

        Assert.Equal("new", Assert.Single(Assert.Single(samples).Before).Text);
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(true, null, false)]
    [InlineData(null, true, true)]
    [InlineData(true, true, true)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    public void Of_a_merged_contact_the_other_speaks_but_a_no_of_either_is_a_no(bool? member, bool? other, bool agrees) =>
        Assert.Equal(agrees, Sampling.AgreedAt([With(member), With(other)]) is not null);

    [Fact]
    public void Nobody_has_agreed_to_anything_by_saying_nothing_or_something_else()
    {
        Assert.Null(Sampling.AgreedAt([]));
        Assert.Null(Sampling.AgreedAt([Kim]));
        Assert.Null(Sampling.AgreedAt([Kim with { Consents = [new Consent(ConsentPurposes.Marketing, true, "form", Given.Noon)] }]));
    }

    private static Contact With(bool? word) => word is { } granted
        ? Kim with { Consents = [new Consent(ConsentPurposes.Improvement, granted, "form", Given.Noon)] }
        : Kim;

    private static MessageView Said(AuthorKind by, string text) => new()
    {
        Id = new MessageId(ConversationId.New(), 1),
        ConversationId = ConversationId.New(),
        Position = 1,
        Direction = by == AuthorKind.Contact ? MessageDirection.In : MessageDirection.Out,
        Kind = MessageKind.Text,
        Text = text,
        Author = new Author(by, null),
        State = MessageState.Sent,
        ReceivedAt = Given.Noon,
        CommittedAt = Given.Noon,
    };
}
