using System.Security.Cryptography;
using Athera.Keys;
using CsCheck;
using Xunit;

namespace Athera.Tests.Keys;

public sealed class SubjectKeyTests
{
    private static readonly Gen<OpaqueId> Ids = Gen.Select(Gen.ULong, Gen.ULong, (high, low) => new OpaqueId(high, low));

    private static readonly Gen<SealContext> Contexts = Gen.Select(
        Ids, Ids, Gen.Long, Gen.Enum<SealPurpose>(),
        (tenant, owner, sequence, purpose) => new SealContext(new TenantId(tenant), owner, sequence, purpose));

    private static readonly Gen<byte[]> Plain = Gen.Byte.Array[0, 300];

    [Fact]
    public void What_is_sealed_opens_where_it_was_sealed() =>
        Gen.Select(Ids, Plain, Contexts).Sample((subject, plain, context) =>
        {
            using var key = NewKey(subject);
            var piece = key.Seal(plain, context);
            Assert.Equal(plain, key.Open(piece, context));
            Assert.Equal(subject, SubjectKey.SubjectOf(piece));
        });

    [Fact]
    public void It_opens_nowhere_else() =>
        Gen.Select(Plain, Contexts, Contexts).Where((_, here, there) => here != there).Sample((plain, here, there) =>
        {
            using var key = NewKey(OpaqueId.New());
            var piece = key.Seal(plain, here);
            SealContext[] elsewhere =
            [
                there,
                here with { Tenant = new TenantId(new OpaqueId(here.Tenant.Value.High, here.Tenant.Value.Low ^ 1)) },
                here with { Owner = new OpaqueId(here.Owner.High ^ 1, here.Owner.Low) },
                here with { Sequence = here.Sequence ^ 1 },
                here with { Purpose = here.Purpose ^ SealPurpose.Event },
            ];
            Assert.All(elsewhere, context => Assert.ThrowsAny<CryptographicException>(() => key.Open(piece, context)));
        });

    [Fact]
    public void A_piece_with_any_byte_changed_does_not_open() =>
        Gen.Select(Plain, Contexts, Gen.Int[0, 10_000], Gen.Byte[1, 255]).Sample((plain, context, at, change) =>
        {
            using var key = NewKey(OpaqueId.New());
            var piece = key.Seal(plain, context);
            piece[at % piece.Length] ^= change;
            Assert.ThrowsAny<CryptographicException>(() => key.Open(piece, context));
        });

    [Fact]
    public void A_piece_cut_short_or_made_up_does_not_open() =>
        Gen.Select(Plain, Contexts, Gen.Int[0, 10_000]).Sample((plain, context, length) =>
        {
            using var key = NewKey(OpaqueId.New());
            var piece = key.Seal(plain, context);
            Assert.ThrowsAny<CryptographicException>(() => key.Open(piece.AsSpan(0, length % piece.Length), context));
            Assert.ThrowsAny<CryptographicException>(() => key.Open(plain, context));
        });

    [Fact]
    public void Another_key_of_the_same_subject_does_not_open_it() =>
        Gen.Select(Ids, Plain, Contexts).Sample((subject, plain, context) =>
        {
            using var one = NewKey(subject);
            using var other = NewKey(subject);
            Assert.ThrowsAny<CryptographicException>(() => other.Open(one.Seal(plain, context), context));
        });

    private static SubjectKey NewKey(OpaqueId subject) => new(subject, RandomNumberGenerator.GetBytes(32));
}
