using Athera.Mutants.Catalog;
using Athera.Mutants.Sources;
using Xunit;

namespace Athera.Tests.Mutants;

/// <summary>A mutant that no longer fits the source would show nothing, and nobody would notice before the next long run.</summary>
public sealed class CatalogTests
{
    public static TheoryData<string> Names => [.. MutantCatalog.All.Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_mutant_fits_todays_source_at_one_place(string name)
    {
        var mutant = MutantCatalog.All.Single(mutant => mutant.Name == name);

        Assert.NotEmpty(mutant.Edits);
        foreach (var (file, edits) in mutant.Edits.GroupBy(edit => edit.File).Select(group => (group.Key, group)))
        {
            var before = File.ReadAllText(Path.Combine(Repository.Root, file));
            Assert.All(edits, edit => Assert.Equal(1, edit.CountIn(before)));
            Assert.NotEqual(before, edits.Aggregate(before, (source, edit) => edit.ApplyTo(source)));
        }
    }

    [Fact]
    public void A_text_that_is_not_there_once_is_refused()
    {
        var edit = new SourceEdit("A.cs", "left", "right");

        Assert.Equal("right", edit.ApplyTo("left"));
        Assert.Throws<Athera.Mutants.MutantException>(() => edit.ApplyTo("left or left"));
        Assert.Throws<Athera.Mutants.MutantException>(() => edit.ApplyTo("right"));
    }
}
