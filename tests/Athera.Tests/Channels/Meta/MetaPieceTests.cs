using System.Text;
using System.Text.Json.Nodes;
using Athera.Channels.Meta;
using Xunit;

namespace Athera.Tests.Channels.Meta;

public sealed class MetaPieceTests
{
    private const string Body = """
        {"object":"whatsapp_business_account","entry":[
          {"id":"1","changes":[
            {"field":"messages","value":{"metadata":{"phone_number_id":"9"},
              "contacts":[{"wa_id":"111","profile":{"name":"Ann"}},{"wa_id":"222","profile":{"name":"Bob"}}],
              "messages":[{"id":"a","from":"111","text":{"body":"mine"}},{"id":"b","from":"222","text":{"body":"his"}}],
              "statuses":[{"id":"c","status":"sent"}]}},
            {"field":"messages","value":{"metadata":{"phone_number_id":"9"},"messages":[{"id":"d","from":"333"}]}}]},
          {"id":"2","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"8"},"messages":[{"id":"e","from":"444"}]}}]}]}
        """;

    [Fact]
    public void A_piece_holds_one_message_and_its_sender_and_nothing_of_its_neighbours()
    {
        var piece = Of("a");

        Assert.Contains("mine", piece, StringComparison.Ordinal);
        Assert.Contains("Ann", piece, StringComparison.Ordinal);
        foreach (var foreign in new[] { "his", "Bob", "222", "333", "444", "\"8\"", "sent" })
            Assert.DoesNotContain(foreign, piece, StringComparison.Ordinal);
        Assert.Equal("whatsapp_business_account", (string?)JsonNode.Parse(piece)!["object"]);
    }

    [Fact]
    public void A_piece_may_be_a_receipt() => Assert.DoesNotContain("mine", Of("c"), StringComparison.Ordinal);

    [Theory]
    [InlineData("nowhere")]
    [InlineData("")]
    public void What_is_not_in_it_leaves_it_whole(string id) => Assert.Equal(Body, Of(id));

    private static string Of(string id) => Encoding.UTF8.GetString(MetaPiece.Of(Encoding.UTF8.GetBytes(Body), id).Span);
}
