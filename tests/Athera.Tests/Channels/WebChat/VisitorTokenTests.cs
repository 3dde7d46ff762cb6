using System.Security.Cryptography;
using Athera.Channels.WebChat;
using Athera.Keys;
using CsCheck;
using Xunit;

namespace Athera.Tests.Channels.WebChat;

public sealed class VisitorTokenTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private readonly TokenKey _key = new(RandomNumberGenerator.GetBytes(32));
    private readonly TenantId _tenant = TenantId.New();
    private readonly ChannelAccountId _account = ChannelAccountId.New();
    private readonly OpaqueId _visitor = OpaqueId.New();

    private string Token => VisitorToken.Write(_key, _tenant, _account, _visitor, Now);

    [Fact]
    public void It_says_who_the_visitor_is_until_it_is_too_old()
    {
        var read = VisitorToken.Read(_key, Token, Now.AddHours(1))!;

        Assert.Equal((_tenant, _account, _visitor), (read.Tenant, read.Account, read.Visitor));
        Assert.Equal(Now + VisitorToken.Lifetime, read.ExpiresAt);
        Assert.NotNull(VisitorToken.Read(_key, Token, Now + VisitorToken.Renewable - TimeSpan.FromSeconds(1)));
        Assert.Null(VisitorToken.Read(_key, Token, Now + VisitorToken.Renewable));
        Assert.Null(VisitorToken.Read(_key, Token, Now.AddHours(-1)));
    }

    [Fact]
    public void Another_key_does_not_believe_it() =>
        Assert.Null(VisitorToken.Read(new TokenKey(RandomNumberGenerator.GetBytes(32)), Token, Now));

    [Fact]
    public void One_letter_of_it_changed_breaks_it() => Gen.Select(Gen.Int[0, VisitorToken.Length - 1], Gen.Char[' ', '~'])
        .Sample((at, letter) =>
        {
            var token = Token.ToCharArray();
            var same = token[at] == letter;
            token[at] = letter;
            return same == VisitorToken.Read(_key, new string(token), Now) is not null
                // The last letter of the text carries bits that are of no byte.
                || at == VisitorToken.Length - 1;
        }, iter: 5000);

    [Fact]
    public void No_text_makes_reading_throw() => Gen.String.Sample(text => VisitorToken.Read(_key, text, Now) is null);
}
