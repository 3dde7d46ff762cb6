namespace Athera.Knowledge.Searching;

/// <summary>
/// Makes one ranking of several by reciprocal rank (Cormack, Clarke and Büttcher, 2009): it needs no scores, and those of words and
/// of vectors cannot be compared.
/// </summary>
public static class RankFusion
{
    // The authors' constant: what it is hardly matters, as long as the first place does not outweigh everything.
    private const double Softness = 60;

    /// <summary>The best of all rankings, best first. What stands in several rises; equals keep the order of the rankings.</summary>
    public static IReadOnlyList<T> Fuse<T>(int limit, params IReadOnlyList<IReadOnlyList<T>> rankings) where T : notnull
    {
        var scores = new Dictionary<T, double>();
        var order = new List<T>();
        foreach (var ranking in rankings)
        {
            for (var place = 0; place < ranking.Count; place++)
            {
                if (!scores.TryGetValue(ranking[place], out var score))
                    order.Add(ranking[place]);
                scores[ranking[place]] = score + (1 / (Softness + place + 1));
            }
        }
        return [.. order.OrderByDescending(one => scores[one]).Take(limit)];
    }
}
