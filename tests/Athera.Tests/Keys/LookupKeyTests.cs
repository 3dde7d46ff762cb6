using System.Security.Cryptography;
using Athera.Keys;
using CsCheck;
using Xunit;

namespace Athera.Tests.Keys;

public sealed class LookupKeyTests
{
    private static readonly LookupKey Key = new(RandomNumberGenerator.GetBytes(32));

    private static readonly Gen<string[]> Parts = Gen.String[Gen.Char["abcé\u20ac"], 0, 4].Array[0, 4];

    [Fact]
    public void Moving_a_letter_from_one_part_to_the_next_changes_the_hash()
    {
        Assert.NotEqual(Key.Hash("use", "ab", "c"), Key.Hash("use", "a", "bc"));
        Assert.NotEqual(Key.Hash("use", "abc"), Key.Hash("use", "abc", ""));
        Assert.NotEqual(Key.Hash("use", "a"), Key.Hash("us", "ea"));
    }

    [Fact]
    public void Two_lists_have_the_same_hash_only_if_they_are_the_same() =>
        Gen.Select(Parts, Parts).Sample((one, other) =>
            Assert.Equal(one.SequenceEqual(other), Key.Hash("use", one) == Key.Hash("use", other)));

    [Fact]
    public void Uses_and_keys_are_apart() =>
        Parts.Sample(parts =>
        {
            Assert.NotEqual(Key.Hash("one", parts), Key.Hash("other", parts));
            Assert.NotEqual(Key.Hash("one", parts), new LookupKey(RandomNumberGenerator.GetBytes(32)).Hash("one", parts));
        });

    [Fact]
    public void Long_parts_are_hashed_whole() =>
        Gen.Select(Gen.Int[300, 4000], Gen.Int[0, 10_000]).Sample((length, at) =>
        {
            var text = new string('x', length);
            var changed = text.Remove(at % length, 1).Insert(at % length, "y");
            Assert.NotEqual(Key.Hash("use", text), Key.Hash("use", changed));
            Assert.Equal(Key.Hash("use", text), Key.Hash("use", new string('x', length)));
        });
}
