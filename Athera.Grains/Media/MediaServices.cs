using Athera.Channels.Files;
using Athera.Media.Blobs;
using Athera.Media.Blobs.Disk;
using Athera.Media.Blobs.S3;
using Athera.Media.Fetching;
using Athera.Media.Pictures;
using Athera.Media.Sealing;
using Athera.Media.Serving;
using Athera.Media.Uploading;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Athera.Media;

/// <summary>Registers everything about files.</summary>
public static class MediaServices
{
    private static readonly TimeSpan LongestLink = TimeSpan.FromDays(1);

    /// <summary>Adds the configured blob store and what works on it. A host that brings an <see cref="IBlobStore"/> keeps its own.</summary>
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddOptions<MediaOptions>()
            .BindConfiguration(MediaOptions.Section)
            .Validate(media => media.Store is "Directory" or "S3", $"{MediaOptions.Section}:Store must be Directory or S3.")
            .Validate(
                media => media.LinkLifetime > TimeSpan.Zero && media.LinkLifetime <= LongestLink
                    && media.ProviderLinkLifetime > TimeSpan.Zero && media.ProviderLinkLifetime <= LinkSigner.LongestLifetime
                    && media.UploadLifetime > TimeSpan.Zero && media.UploadLifetime <= LinkSigner.LongestLifetime,
                $"A time of {MediaOptions.Section} is out of range.")
            .ValidateOnStart();
        services.AddOptions<S3Options>()
            .BindConfiguration(S3Options.Section)
            .Validate<IOptions<MediaOptions>>(
                (s3, media) => media.Value.Store != "S3" || (s3.Bucket.Length > 0 && s3.AccessKey.Length > 0 && s3.SecretKey.Length > 0),
                $"{S3Options.Section}:Bucket, AccessKey and SecretKey are required when {MediaOptions.Section}:Store is S3.")
            .ValidateOnStart();
        services.TryAddSingleton(Store);
        services.AddSingleton<SealedBlobs>();
        services.AddSingleton<Thumbnails>();
        services.AddSingleton<LinkSigner>();
        services.AddSingleton<MediaLinks>();
        services.AddSingleton<IOutboundFiles, OutboundFiles>();
        services.AddSingleton<Uploads>();
        services.AddHostedService<UploadSweep>();
        services.AddSingleton<IUploadedFiles, UploadedFiles>();
        services.AddSingleton<FileFetch>();
        services.AddSingleton<FileRemoval>();
        services.AddSingleton<FetchParts>();
        services.AddSingleton<MediaFetcher>();
        services.AddSingleton<IMediaFetcher>(found => found.GetRequiredService<MediaFetcher>());
        services.AddHostedService(found => found.GetRequiredService<MediaFetcher>());
        return services;
    }

    private static IBlobStore Store(IServiceProvider found)
    {
        var media = found.GetRequiredService<IOptions<MediaOptions>>().Value;
        var configuration = found.GetRequiredService<IConfiguration>();
        var data = configuration["Athera:DataDirectory"] ?? ".athera";
        if (media.Store == "S3")
            return new S3BlobStore(found.GetRequiredService<IOptions<S3Options>>().Value, Path.Combine(data, "media-drafts"));
        var directory = new DirectoryBlobStore(media.Directory is { Length: > 0 } own ? own : Path.Combine(data, "media"));
        if (media.Directory is not { Length: > 0 } && "Cluster".Equals(configuration["Athera:Cluster"], StringComparison.OrdinalIgnoreCase))
            found.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(MediaServices)).DirectoryNotShared();
        // An hour is longer than any file is written.
        directory.RemoveDrafts(TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1));
        return directory;
    }
}
