using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Athera.Media.Blobs.Disk;

namespace Athera.Media.Blobs.S3;

/// <summary>Blobs in a bucket of any service that speaks S3. What comes here is sealed already, so it is sent as it is.</summary>
/// <param name="options">The bucket and how to reach it.</param>
/// <param name="draftDirectory">Where a blob waits, sealed, until its length is known: the protocol wants that first.</param>
public sealed class S3BlobStore(S3Options options, string draftDirectory) : IBlobStore, IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly AmazonS3Client _client = Client(options);

    /// <inheritdoc/>
    public async Task PutAsync(BlobName name, Stream content, CancellationToken cancellation)
    {
        Folders.Create(draftDirectory);
        // Gone when it is closed, and on Unix without a name at once, so a crash leaves nothing.
        await using var draft = new FileStream(
            Path.Combine(draftDirectory, OpaqueId.New().ToString()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete,
            BufferSize, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        await content.CopyToAsync(draft, cancellation);
        await draft.FlushAsync(cancellation);
        draft.Position = 0;
        var request = new PutObjectRequest
        {
            BucketName = options.Bucket,
            Key = KeyOf(name),
            InputStream = draft,
            AutoCloseStream = false,
            ContentType = "application/octet-stream",
            UseChunkEncoding = false,
        };
        await CallAsync(() => _client.PutObjectAsync(request, cancellation));
    }

    /// <inheritdoc/>
    public async Task<StoredBlob?> OpenAsync(BlobName name, long offset, CancellationToken cancellation)
    {
        var request = new GetObjectRequest { BucketName = options.Bucket, Key = KeyOf(name) };
        if (offset > 0)
            request.ByteRange = new ByteRange($"bytes={offset}-");
        var answer = await FindAsync(() => _client.GetObjectAsync(request, cancellation));
        return answer is null ? null : new StoredBlob(answer.ResponseStream, offset + answer.ContentLength);
    }

    /// <inheritdoc/>
    public async Task<long?> SizeAsync(BlobName name, CancellationToken cancellation) =>
        (await FindAsync(() => _client.GetObjectMetadataAsync(options.Bucket, KeyOf(name), cancellation)))?.ContentLength;

    /// <inheritdoc/>
    public Task DeleteAsync(BlobName name, CancellationToken cancellation) =>
        FindAsync(() => _client.DeleteObjectAsync(options.Bucket, KeyOf(name), cancellation));

    /// <inheritdoc/>
    public async IAsyncEnumerable<ListedBlob> ListAsync(
        TenantId tenant, OpaqueId subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var folder = $"{options.Prefix}{BlobName.FolderOf(tenant, subject)}/";
        var request = new ListObjectsV2Request { BucketName = options.Bucket, Prefix = folder };
        ListObjectsV2Response page;
        do
        {
            page = await CallAsync(() => _client.ListObjectsV2Async(request, cancellation));
            foreach (var entry in page.S3Objects ?? [])
            {
                if (OpaqueId.TryParse(entry.Key.AsSpan(folder.Length), out var id))
                    yield return new ListedBlob(new BlobName(tenant, subject, id), entry.LastModified ?? default);
            }
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated ?? false);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static AmazonS3Client Client(S3Options options)
    {
        var config = new AmazonS3Config
        {
            // A service of somebody else has no bucket in the name of its host.
            ForcePathStyle = options.Endpoint is not null,
            Timeout = options.Timeout,
            MaxErrorRetry = 2,
            AuthenticationRegion = options.Region,
            // Checksums that only some services know; the content is authenticated by its seal.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Endpoint is not null)
            config.ServiceURL = options.Endpoint.ToString();
        else
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(options.Region);
        return new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config);
    }

    private static async Task<T?> FindAsync<T>(Func<Task<T>> call) where T : class
    {
        try
        {
            return await CallAsync(call);
        }
        catch (BlobStoreException failed) when (failed.InnerException is AmazonS3Exception { StatusCode: HttpStatusCode.NotFound } missing
            && missing.ErrorCode != "NoSuchBucket")
        {
            return null;
        }
    }

    private static async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (AmazonServiceException refused)
        {
            throw new BlobStoreException($"The media bucket refuses ({(int)refused.StatusCode} {refused.ErrorCode}).", refused);
        }
        catch (Exception broken) when (broken is AmazonClientException or HttpRequestException or IOException or TimeoutException)
        {
            throw new BlobStoreException($"The media bucket cannot be reached ({broken.GetType().Name}).", broken);
        }
    }

    private string KeyOf(BlobName name) => $"{options.Prefix}{name}";
}
