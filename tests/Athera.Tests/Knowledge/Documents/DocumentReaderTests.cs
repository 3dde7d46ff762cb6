using System.Text;
using Athera.Knowledge;
using Athera.Knowledge.Documents;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Athera.Tests.Knowledge.Documents;

/// <summary>Sources that nobody vouches for, read in processes of their own.</summary>
public sealed class DocumentReaderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Html_and_pdf_are_read_in_a_process_of_their_own()
    {
        using var reader = Reader();

        Assert.Equal("Hello", (await reader.ReadAsync(ArticleKind.Html, "<p>Hello"u8.ToArray(), Cancellation)).Blocks[0].Text);
        Assert.Equal("Hello", (await reader.ReadAsync(ArticleKind.Pdf, Pdfs.Of("Hello"), Cancellation)).Blocks[1].Text);
        Assert.Equal(DocumentFaults.Damaged, (await reader.ReadAsync(ArticleKind.Pdf, Pdfs.Of("Hello").AsMemory(0, 300), Cancellation)).Fault);
    }

    [Fact]
    public async Task A_page_that_nests_a_million_deep_or_multiplies_itself_harms_nobody()
    {
        using var reader = Reader(reading => reading.Deadline = TimeSpan.FromSeconds(5));
        var deep = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<div>", 1_000_000)) + "end");
        var many = Encoding.ASCII.GetBytes(
            string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<b a{i}=1>")) + string.Concat(Enumerable.Repeat("<p>x", 500_000)));

        var nested = await reader.ReadAsync(ArticleKind.Html, deep, Cancellation);
        var multiplied = await reader.ReadAsync(ArticleKind.Html, many, Cancellation);

        Assert.True(nested.Fault is DocumentFaults.Costly || nested.Blocks.Any(block => block.Text == "end"));
        Assert.Equal(DocumentFaults.Costly, multiplied.Fault);
    }

    [Fact]
    public async Task A_document_that_unpacks_to_gigabytes_is_refused_by_the_process_that_was_to_read_it()
    {
        using var reader = Reader();
        var bomb = Pdfs.Bomb(megabytes: 2048);

        Assert.InRange(bomb.Length, 1, 100_000);
        Assert.NotNull((await reader.ReadAsync(ArticleKind.Pdf, bomb, Cancellation)).Fault);
    }

    [Fact]
    public async Task The_largest_page_is_read_or_refused_in_time()
    {
        using var reader = Reader();
        var large = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<p>aaaaaaaaaaaa", KnowledgeLimits.MaxSource / 15)));

        Assert.NotNull((await reader.ReadAsync(ArticleKind.Html, large, Cancellation)).Fault);
    }

    [Fact]
    public async Task Reading_ends_with_its_time_and_its_process_with_it()
    {
        using var reader = Reader(reading => reading.Deadline = TimeSpan.FromMilliseconds(1));

        Assert.Equal(DocumentFaults.Costly, (await reader.ReadAsync(ArticleKind.Html, "<p>Hello"u8.ToArray(), Cancellation)).Fault);
    }

    [Fact]
    public async Task Few_are_read_at_once_and_few_wait()
    {
        using var reader = Reader(reading => (reading.AtOnce, reading.Waiting, reading.Patience) = (1, 1, TimeSpan.FromMinutes(1)));

        var documents = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => reader.ReadAsync(ArticleKind.Html, "<p>Hello"u8.ToArray(), Cancellation)));

        Assert.Equal(2, documents.Count(document => document.Fault == DocumentFaults.Busy));
        Assert.Equal(2, documents.Count(document => document.Blocks.Count == 1));
    }

    [Fact]
    public void The_process_is_given_no_setting_of_this_one()
    {
        Environment.SetEnvironmentVariable("Athera__Knowledge__Test", "secret");

        var start = ReadingProgram.For(ArticleKind.Pdf);

        Assert.DoesNotContain(start.Environment, variable => variable.Key.StartsWith("Athera", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("10000000", start.Environment["DOTNET_GCHeapHardLimit"]);
        Assert.True(File.Exists(start.FileName) && start.ArgumentList.Contains(DocumentSwitch.Name));
    }

    private static DocumentReader Reader(Action<ReadingOptions>? change = null)
    {
        var options = new ReadingOptions { Deadline = TimeSpan.FromSeconds(60) };
        change?.Invoke(options);
        return new DocumentReader(Options.Create(options), TimeProvider.System, NullLogger<DocumentReader>.Instance);
    }
}
