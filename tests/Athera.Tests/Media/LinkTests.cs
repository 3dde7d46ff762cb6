using System.Security.Cryptography;
using Athera.Keys;
using Athera.Media;
using Athera.Media.Serving;
using Athera.Messages;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Athera.Tests.Media;

public sealed class LinkTests
{
    private static readonly byte[] _root = RandomNumberGenerator.GetBytes(32);
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 9, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly TenantId _tenant = TenantId.New();
    private readonly MediaReference _file = new(new MessageId(ConversationId.New(), 42), 3, Thumbnail: true);

    private LinkSigner Signer => new(new RootKey(_root), _clock);

    [Fact]
    public void A_link_opens_on_every_silo_until_it_expires()
    {
        var link = Signer.Sign(_tenant, _file, TimeSpan.FromMinutes(5));

        Assert.Equal(new MediaLink(_tenant, _file), Signer.Open(link));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(Signer.Open(link));
    }

    [Fact]
    public void No_letter_of_a_link_can_be_changed()
    {
        var link = Signer.Sign(_tenant, _file, TimeSpan.FromMinutes(5));
        Gen.Select(Gen.Int[0, link.Length - 1], Gen.Char.AlphaNumeric).Sample((at, letter) =>
        {
            if (link[at] != letter)
                Assert.Null(Signer.Open(string.Concat(link.AsSpan(0, at), letter.ToString(), link.AsSpan(at + 1))));
        });
    }

    [Fact]
    public void What_nobody_signed_opens_nothing()
    {
        var other = new LinkSigner(new RootKey(RandomNumberGenerator.GetBytes(32)), _clock);

        Assert.Null(Signer.Open(other.Sign(_tenant, _file, TimeSpan.FromMinutes(5))));
        Gen.String.Sample(text => Assert.Null(Signer.Open(text)));
    }

    [Fact]
    public void No_link_works_for_longer_than_a_week()
    {
        var link = Signer.Sign(_tenant, _file, TimeSpan.FromDays(400));

        _clock.Advance(TimeSpan.FromDays(8));
        Assert.Null(Signer.Open(link));
    }
}
