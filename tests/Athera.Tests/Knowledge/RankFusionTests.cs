using Athera.Knowledge.Embedding;
using Athera.Knowledge.Searching;
using CsCheck;
using Xunit;

namespace Athera.Tests.Knowledge;

public sealed class RankFusionTests
{
    [Fact]
    public void What_both_rankings_know_is_before_what_one_knows() =>
        Assert.Equal(["b", "a", "x"], RankFusion.Fuse(3, (string[])["a", "b", "c"], ["x", "b"]));

    [Fact]
    public void One_ranking_alone_stays_as_it_is() => Gen.Int.Array[0, 30].Sample(numbers =>
    {
        var ranking = numbers.Distinct().ToList();
        Assert.Equal(ranking, RankFusion.Fuse(100, (IReadOnlyList<int>)ranking, []));
    });

    [Fact]
    public void Nobody_is_in_the_result_twice_and_nobody_is_lost() => Gen.Select(Gen.Int[0, 20].Array, Gen.Int[0, 20].Array).Sample((a, b) =>
    {
        var (one, other) = (a.Distinct().ToList(), b.Distinct().ToList());
        Assert.Equal(one.Union(other).Order(), RankFusion.Fuse(100, (IReadOnlyList<int>)one, other).Order());
    });

    [Fact]
    public void Sixteen_bits_a_number_keep_a_cosine_to_a_thousandth() => Gen.Float[-1f, 1f].Array[64].Select(Gen.Float[-1f, 1f].Array[64]).Sample(pair =>
    {
        var (a, b) = pair;
        if (!a.Any(x => MathF.Abs(x) > 0.01f) || !b.Any(x => MathF.Abs(x) > 0.01f))
            return;
        var (one, other) = (VectorForm.Unit(a), VectorForm.Unit(b));
        var exact = one.Zip(other, (x, y) => x * y).Sum();
        Assert.Equal(exact, VectorForm.Cosine(one, VectorForm.Narrow(other)), 1e-3f);
    });

    [Fact]
    public void What_is_no_vector_is_refused_and_vectors_of_two_models_have_nothing_in_common()
    {
        Assert.Throws<InvalidOperationException>(() => VectorForm.Unit([]));
        Assert.Throws<InvalidOperationException>(() => VectorForm.Unit([0, 0]));
        Assert.Throws<InvalidOperationException>(() => VectorForm.Unit([float.NaN]));
        Assert.Throws<InvalidOperationException>(() => VectorForm.Unit(new float[Embedder.MaxDimensions + 1]));
        Assert.Equal(0, VectorForm.Cosine([1, 0], VectorForm.Narrow([1, 0, 0])));
    }
}
