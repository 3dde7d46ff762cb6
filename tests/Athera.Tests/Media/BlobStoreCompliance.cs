using System.Security.Cryptography;
using Athera.Media.Blobs;
using Xunit;

namespace Athera.Tests.Media;

/// <summary>What every blob store must do.</summary>
public abstract class BlobStoreCompliance
{
    private readonly TenantId _tenant = TenantId.New();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract IBlobStore Store { get; }

    [Theory, InlineData(0), InlineData(1), InlineData(65_536), InlineData(1_000_003)]
    public async Task A_blob_is_read_back_as_it_was(int size)
    {
        var (name, bytes) = (Name(), RandomNumberGenerator.GetBytes(size));

        await Store.PutAsync(name, new Unseekable(bytes), Cancellation);

        Assert.Equal(size, await Store.SizeAsync(name, Cancellation));
        Assert.Equal(bytes, await ReadAsync(name, 0));
    }

    [Fact]
    public async Task A_blob_can_be_read_from_any_place()
    {
        var (name, bytes) = (Name(), RandomNumberGenerator.GetBytes(1000));
        await Store.PutAsync(name, new Unseekable(bytes), Cancellation);

        await using var opened = await Store.OpenAsync(name, 400, Cancellation);

        Assert.Equal(1000, opened!.Size);
        Assert.Equal(bytes[400..], await ReadAsync(name, 400));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_removing_it_is_no_fault()
    {
        var name = Name();

        Assert.Null(await Store.OpenAsync(name, 0, Cancellation));
        Assert.Null(await Store.SizeAsync(name, Cancellation));
        await Store.DeleteAsync(name, Cancellation);
    }

    [Fact]
    public async Task Putting_again_replaces_the_whole_blob()
    {
        var name = Name();
        await Store.PutAsync(name, new Unseekable(new byte[500]), Cancellation);

        await Store.PutAsync(name, new Unseekable([1, 2, 3]), Cancellation);

        Assert.Equal([1, 2, 3], await ReadAsync(name, 0));
    }

    [Fact]
    public async Task Content_that_fails_half_way_leaves_what_was_there()
    {
        var (name, other) = (Name(), Name());
        await Store.PutAsync(name, new Unseekable([7]), Cancellation);

        await Assert.ThrowsAsync<InvalidDataException>(() => Store.PutAsync(name, new Unseekable(new byte[300_000], fails: true), Cancellation));
        await Assert.ThrowsAsync<InvalidDataException>(() => Store.PutAsync(other, new Unseekable(new byte[300_000], fails: true), Cancellation));

        Assert.Equal([7], await ReadAsync(name, 0));
        Assert.Null(await Store.SizeAsync(other, Cancellation));
    }

    [Fact]
    public async Task A_removed_blob_is_gone_and_its_neighbour_is_not()
    {
        var name = Name();
        var neighbour = name with { Id = OpaqueId.New() };
        await Store.PutAsync(name, new Unseekable([1]), Cancellation);
        await Store.PutAsync(neighbour, new Unseekable([2]), Cancellation);

        await Store.DeleteAsync(name, Cancellation);

        Assert.Null(await Store.SizeAsync(name, Cancellation));
        Assert.Equal([2], await ReadAsync(neighbour, 0));
    }

    [Fact]
    public async Task Everything_of_a_subject_is_listed_and_nothing_of_another()
    {
        var names = Enumerable.Range(0, 7).Select(_ => Name() with { Subject = new OpaqueId(1, 2) }).ToList();
        foreach (var name in names)
            await Store.PutAsync(name, new Unseekable([1]), Cancellation);
        await Store.PutAsync(Name(), new Unseekable([1]), Cancellation);

        var listed = new List<ListedBlob>();
        await foreach (var blob in Store.ListAsync(_tenant, new OpaqueId(1, 2), Cancellation))
            listed.Add(blob);

        Assert.Equal(names.Select(n => n.Id).Order(), listed.Select(b => b.Name.Id).Order());
        Assert.All(listed, b => Assert.InRange(b.StoredAt, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1)));
    }

    private BlobName Name() => new(_tenant, OpaqueId.New(), OpaqueId.New());

    private async Task<byte[]> ReadAsync(BlobName name, long offset)
    {
        await using var opened = await Store.OpenAsync(name, offset, Cancellation);
        using var bytes = new MemoryStream();
        await opened!.Content.CopyToAsync(bytes, Cancellation);
        return bytes.ToArray();
    }

    /// <summary>A stream that says nothing of its length, and may break.</summary>
    private sealed class Unseekable(byte[] bytes, bool fails = false) : Stream
    {
        private int _given;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (fails && _given > bytes.Length / 2)
                throw new InvalidDataException();
            var length = Math.Min(Math.Min(count, 10_000), bytes.Length - _given);
            bytes.AsSpan(_given, length).CopyTo(buffer.AsSpan(offset));
            _given += length;
            return length;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
