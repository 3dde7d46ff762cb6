using System.Security.Cryptography;
using Athera.Keys;
using Athera.Media.Blobs;
using Athera.Media.Sealing;
using CsCheck;
using Xunit;

namespace Athera.Tests.Media;

public sealed class SealingTests : IDisposable
{
    private readonly SubjectKey _key = new(new OpaqueId(1, 1), RandomNumberGenerator.GetBytes(32));
    private readonly BlobName _name = new(TenantId.New(), new OpaqueId(1, 1), OpaqueId.New());

    // Around the borders of chunks, where mistakes live.
    private static readonly Gen<int> Size = Gen.OneOf(
        Gen.Int[0, 300], Gen.Int[65_530, 65_545], Gen.Int[131_070, 131_075], Gen.Int[196_607, 196_610]);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void What_was_sealed_opens_from_any_place_on() => Gen.Select(Size, Gen.Double[0, 1]).Sample((size, at) =>
    {
        var plain = RandomNumberGenerator.GetBytes(size);
        var sealedBytes = Seal(plain);
        var offset = (int)(size * at);

        Assert.Equal(size, BlobForm.PlainSize(sealedBytes.Length));
        Assert.Equal(plain[offset..], Open(sealedBytes, offset));
    }, iter: 60);

    [Fact]
    public void No_bit_can_be_changed() => Gen.Select(Size, Gen.Double[0, 1], Gen.Int[0, 7]).Sample((size, at, bit) =>
    {
        var sealedBytes = Seal(new byte[size]);
        sealedBytes[(int)((sealedBytes.Length - 1) * at)] ^= (byte)(1 << bit);

        Assert.ThrowsAny<CryptographicException>(() => Open(sealedBytes));
    }, iter: 60);

    [Fact]
    public void Nothing_can_be_cut_off_not_even_at_the_border_of_a_chunk() => Gen.Select(Size, Gen.Double[0, 1], Gen.Bool).Sample(
        (size, at, border) =>
        {
            var sealedBytes = Seal(new byte[size]);
            var length = (int)((sealedBytes.Length - 1) * at);
            if (border)
                length = BlobForm.HeaderSize + ((length - BlobForm.HeaderSize) / BlobForm.SealedChunkSize * BlobForm.SealedChunkSize);

            Assert.ThrowsAny<CryptographicException>(() => Open(sealedBytes[..Math.Max(0, length)]));
        }, iter: 60);

    [Fact]
    public void Chunks_cannot_change_places_be_repeated_or_left_out()
    {
        var sealedBytes = Seal(RandomNumberGenerator.GetBytes(4 * BlobForm.ChunkSize));
        var header = sealedBytes[..BlobForm.HeaderSize];
        var chunks = sealedBytes[BlobForm.HeaderSize..].Chunk(BlobForm.SealedChunkSize).ToArray();
        byte[] Of(params int[] order) => [.. header, .. order.SelectMany(i => chunks[i])];

        Assert.Equal(4 * BlobForm.ChunkSize, Open(Of(0, 1, 2, 3)).Length);
        foreach (var order in new int[][] { [1, 0, 2, 3], [0, 1, 3, 2], [0, 1, 1, 2, 3], [0, 2, 3], [0, 1, 2], [0, 1, 2, 3, 3], [3] })
            Assert.ThrowsAny<CryptographicException>(() => Open(Of(order)));
    }

    [Fact]
    public void A_blob_opens_under_its_own_name_and_key_only()
    {
        var sealedBytes = Seal([1, 2, 3]);
        using var stranger = new SubjectKey(new OpaqueId(2, 2), RandomNumberGenerator.GetBytes(32));
        using var sameName = new SubjectKey(new OpaqueId(1, 1), RandomNumberGenerator.GetBytes(32));

        foreach (var name in new[]
        {
            _name with { Tenant = TenantId.New() }, _name with { Id = OpaqueId.New() }, _name with { Subject = OpaqueId.New() },
        })
            Assert.ThrowsAny<CryptographicException>(() => Open(sealedBytes, name: name));
        Assert.ThrowsAny<CryptographicException>(() => Open(sealedBytes, key: stranger));
        Assert.ThrowsAny<CryptographicException>(() => Open(sealedBytes, key: sameName));
    }

    [Fact]
    public void Sealing_twice_gives_other_bytes() => Assert.NotEqual(Seal(new byte[100]), Seal(new byte[100]));

    [Fact]
    public async Task A_file_of_a_hundred_megabytes_takes_the_memory_of_a_few_chunks()
    {
        // Nothing here waits for anything, so all of it is this thread's.
        const long Length = 100L * 1024 * 1024;
        var before = GC.GetAllocatedBytesForCurrentThread();
        await using var sealing = new SealingStream(new Zeros(Length), _name, _key);
        var buffer = new byte[64 * 1024];
        long total = 0;
        for (int read; (read = await sealing.ReadAsync(buffer)) > 0;)
            total += read;

        Assert.Equal(Length, BlobForm.PlainSize(total));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 * 1024 * 1024);
    }

    private byte[] Seal(byte[] plain)
    {
        using var sealing = new SealingStream(new MemoryStream(plain), _name, _key);
        return ReadAll(sealing);
    }

    private byte[] Open(byte[] bytes, int offset = 0, BlobName? name = null, SubjectKey? key = null)
    {
        var form = BlobForm.Open(name ?? _name, key ?? _key, bytes);
        var size = BlobForm.PlainSize(bytes.Length);
        var (chunk, skip) = Math.DivRem(offset, BlobForm.ChunkSize);
        var from = Math.Min(bytes.Length, BlobForm.HeaderSize + (chunk * BlobForm.SealedChunkSize));
        using var opened = new OpenedStream(new MemoryStream(bytes[from..]), form, chunk, skip, size);
        return ReadAll(opened);
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var all = new MemoryStream();
        stream.CopyToAsync(all).GetAwaiter().GetResult();
        return all.ToArray();
    }

    private sealed class Zeros(long length) : PullStream
    {
        private long _left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var given = (int)Math.Min(buffer.Length, _left);
            buffer.Span[..given].Clear();
            _left -= given;
            return ValueTask.FromResult(given);
        }
    }
}
