using Athera.Media.Blobs;
using Athera.Media.Blobs.S3;
using Xunit;

namespace Athera.Tests.Media;

public sealed class S3BlobStoreTests : BlobStoreCompliance, IAsyncLifetime
{
    private readonly string _drafts = Path.Combine(Path.GetTempPath(), $"athera-drafts-{Guid.NewGuid():N}");
    private FakeS3 _bucket = null!;
    private S3BlobStore _store = null!;

    protected override IBlobStore Store => _store;

    public async ValueTask InitializeAsync()
    {
        _bucket = await FakeS3.StartAsync();
        _store = Open(FakeS3.SecretKey);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(0, Directory.Exists(_drafts) ? Directory.EnumerateFiles(_drafts).Count() : 0);
        _store.Dispose();
        await _bucket.DisposeAsync();
        if (Directory.Exists(_drafts))
            Directory.Delete(_drafts, recursive: true);
    }

    [Fact]
    public async Task What_is_signed_with_another_secret_is_refused_and_nothing_is_stored()
    {
        using var stranger = Open("another");
        var name = new BlobName(TenantId.New(), OpaqueId.New(), OpaqueId.New());

        await Assert.ThrowsAsync<BlobStoreException>(() => stranger.PutAsync(name, new MemoryStream([1]), Cancellation));

        Assert.True(_bucket.Refused > 0);
        Assert.Null(await _store.SizeAsync(name, Cancellation));
    }

    [Fact]
    public async Task Names_stand_behind_the_prefix()
    {
        var name = new BlobName(TenantId.New(), OpaqueId.New(), OpaqueId.New());

        await _store.PutAsync(name, new MemoryStream([1]), Cancellation);

        Assert.Equal([$"media/{name}"], _bucket.Keys);
    }

    [Fact]
    public async Task A_bucket_that_cannot_be_reached_is_said_to_be_so()
    {
        await _bucket.DisposeAsync();

        await Assert.ThrowsAsync<BlobStoreException>(
            () => _store.SizeAsync(new BlobName(TenantId.New(), OpaqueId.New(), OpaqueId.New()), Cancellation));
    }

    private S3BlobStore Open(string secret) => new(
        new S3Options
        {
            Endpoint = _bucket.Url, Bucket = FakeS3.Bucket, Region = FakeS3.Region, Prefix = "media/", AccessKey = FakeS3.AccessKey,
            SecretKey = secret, Timeout = TimeSpan.FromSeconds(20),
        },
        _drafts);
}
