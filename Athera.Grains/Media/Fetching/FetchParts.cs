using Athera.Channels;
using Athera.Journal;
using Microsoft.Extensions.Logging;

namespace Athera.Media.Fetching;

/// <summary>What every lane works with.</summary>
internal sealed class FetchParts(
    ChannelAccountDirectory accounts, FileFetch fetch, FileRemoval removal, IGrainFactory grains, ISiloRoster roster, TimeProvider clock,
    ILogger<FetchParts> log) : IDisposable
{
    /// <summary>Files under way at once in this process; each holds some hundred kilobytes.</summary>
    private const int MaxFetches = 32;

    public ChannelAccountDirectory Accounts => accounts;

    public FileFetch Fetch => fetch;

    public FileRemoval Removal => removal;

    public IGrainFactory Grains => grains;

    public ISiloRoster Roster => roster;

    public TimeProvider Clock => clock;

    public ILogger Log => log;

    public SemaphoreSlim All { get; } = new(MaxFetches);

    public void Dispose() => All.Dispose();
}
