using System.Text;
using Athera.Testing.Silos;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>A search that finds nothing proves something only if it would have found it.</summary>
public sealed class RawSearchTests : IDisposable
{
    private const string Said = "+4915112345678 Kanarie";
    private readonly string _directory = Directory.CreateTempSubdirectory("athera-search-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Forms => [.. RawSearch.Forms(Said).Select(form => form.Form)];

    [Theory, MemberData(nameof(Forms))]
    public async Task A_planted_text_is_found_in_every_form(string form)
    {
        var planted = RawSearch.Forms(Said).Single(one => one.Form == form).Bytes;
        Plant("deep/inside", [.. Enumerable.Repeat((byte)0xff, 4099), .. planted, 0xff]);
        Assert.Contains($"text as {form}", Assert.Single(await FindAsync()), StringComparison.Ordinal);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public async Task A_text_is_found_wherever_it_lies_inside_of_something_that_was_encoded(int before)
    {
        var whole = Encoding.UTF8.GetBytes($"{new string('x', before)}{Said} and more");
        Plant("encoded", Encoding.ASCII.GetBytes(Convert.ToBase64String(whole)));
        Assert.Single(await FindAsync());
    }

    [Fact]
    public async Task Nothing_is_found_where_nothing_is()
    {
        Plant("other", Encoding.UTF8.GetBytes("+4915112345679 Kanarie"));
        Assert.Empty(await FindAsync());
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private Task<IReadOnlyList<string>> FindAsync() =>
        new RawSearch([new("text", Said)]).FindAsync(RawSearch.FilesOf([_directory]), Cancellation);

    private void Plant(string name, byte[] bytes)
    {
        var file = Path.Combine(_directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }
}
