using Athera.Media.Blobs;
using Athera.Media.Blobs.Disk;
using Xunit;

namespace Athera.Tests.Media;

public sealed class DirectoryBlobStoreTests : BlobStoreCompliance, IDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"athera-media-{Guid.NewGuid():N}");

    protected override IBlobStore Store => Disk;

    private DirectoryBlobStore Disk => field ??= new DirectoryBlobStore(_directory);

    public void Dispose()
    {
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task What_a_crash_left_half_written_is_removed_at_the_next_start_and_not_while_it_may_be_written()
    {
        await Disk.PutAsync(new BlobName(TenantId.New(), OpaqueId.New(), OpaqueId.New()), new MemoryStream([1]), Cancellation);
        var draft = Path.Combine(_directory, "drafts", OpaqueId.New().ToString());
        await File.WriteAllBytesAsync(draft, [1, 2], Cancellation);

        Disk.RemoveDrafts(DateTimeOffset.UtcNow.AddHours(-1));
        Assert.True(File.Exists(draft));
        Disk.RemoveDrafts(DateTimeOffset.UtcNow.AddHours(1));
        Assert.False(File.Exists(draft));
    }

    [Fact]
    public async Task Only_the_owner_may_read_what_is_stored()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such rights.");
        await Disk.PutAsync(new BlobName(TenantId.New(), OpaqueId.New(), OpaqueId.New()), new MemoryStream([1]), Cancellation);

        var file = Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories).Single();

#pragma warning disable CA1416 // Skipped there.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
#pragma warning restore CA1416
    }
}
