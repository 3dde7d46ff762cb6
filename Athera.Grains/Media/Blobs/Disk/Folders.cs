using System.Runtime.InteropServices;

namespace Athera.Media.Blobs.Disk;

/// <summary>
/// Makes folders and brings their entries to the disk. A file that was flushed is not there after a power cut while the entry that
/// names it is not; .NET has no call for that, so the system's own is made where there is one.
/// </summary>
internal static class Folders
{
    private const int ReadOnly = 0;

    /// <summary>Makes a folder and those above it, for their owner only.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>How a new file is made: for its owner only, and not buffered twice.</summary>
    public static FileStreamOptions PrivateFile()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    /// <summary>Brings a folder's entries to the disk. On Windows the file system's own journal does it.</summary>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Open(path, ReadOnly);
        if (folder < 0)
            throw new IOException($"A folder could not be opened (error {Marshal.GetLastPInvokeError()}).");
        var flushed = Sync(folder);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(folder);
        if (flushed != 0)
            throw new IOException($"A folder could not be brought to the disk (error {error}).");
    }

    /// <summary>The same for the folders above a new one, which hold its entry.</summary>
    public static void FlushAbove(string path, int levels)
    {
        for (var above = Path.GetDirectoryName(path); levels > 0 && above is not null; levels--, above = Path.GetDirectoryName(above))
            Flush(above);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int file);

    [DllImport("libc", EntryPoint = "close", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);
}
