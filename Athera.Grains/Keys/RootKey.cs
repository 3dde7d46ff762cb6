using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Athera.Keys;

/// <summary>
/// The key above all others. Whoever has it and the key database can open everything; without it nothing opens. Its bytes are not
/// kept: what wraps tenants' keys, seals the spool and signs visitors' sessions is derived from them.
/// </summary>
public sealed class RootKey
{
    /// <summary>The setting it comes from: 32 bytes in base64.</summary>
    public const string Setting = "Athera:Keys:Root";

    /// <summary>The file it comes from in development, in the data directory.</summary>
    public const string FileName = "root.key";

    private const int MaxTextLength = 1024;

    private static readonly TimeSpan CreationPatience = TimeSpan.FromSeconds(10);

    /// <summary>Takes a key into use. The bytes given are not kept.</summary>
    /// <param name="key">32 bytes.</param>
    /// <exception cref="ArgumentException">It is longer or shorter.</exception>
    public RootKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyDerivation.KeySize)
            throw new ArgumentException("A root key has 32 bytes.", nameof(key));
        Wrapping = new KeyWrapping(key);
        Span<byte> spool = stackalloc byte[KeyDerivation.KeySize];
        KeyDerivation.Derive(key, KeyDerivation.Spool, spool);
        Spool = new SubjectKey(OpaqueId.None, spool);
        CryptographicOperations.ZeroMemory(spool);
        Visitors = TokenKey(key, KeyDerivation.Visitors);
        Fingerprints = TokenKey(key, KeyDerivation.Fingerprint);
        Links = new byte[KeyDerivation.KeySize];
        KeyDerivation.Derive(key, KeyDerivation.Link, Links);
    }

    internal KeyWrapping Wrapping { get; }

    /// <summary>Seals what has to be kept while the database with all other keys cannot be reached.</summary>
    internal SubjectKey Spool { get; }

    /// <summary>Signs the sessions of web-chat visitors, the same on every silo and without asking a database.</summary>
    internal TokenKey Visitors { get; }

    /// <summary>Hashes secrets so that they can be told apart without being known.</summary>
    internal TokenKey Fingerprints { get; }

    /// <summary>Signs links to files, so that every silo knows those of every other. Not to be changed.</summary>
    internal byte[] Links { get; }

    /// <summary>Reads the key, or makes one for a developer.</summary>
    /// <param name="base64">What <see cref="Setting"/> says.</param>
    /// <param name="dataDirectory">Where a made key is kept; created if need be.</param>
    /// <param name="mayCreate">
    /// Whether a key may be made and kept in a file that only its owner can read. Never in production: a key beside the data it
    /// protects protects nothing, and one that appears by itself disappears with the disk.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// There is no usable key; the text names the setting or the file, never its value.
    /// </exception>
    public static RootKey FromConfiguration(string? base64, string dataDirectory, bool mayCreate)
    {
        if (!string.IsNullOrWhiteSpace(base64))
            return Parse(Encoding.UTF8.GetBytes(base64), Setting);
        if (!mayCreate)
            throw new InvalidOperationException(
                $"{Setting} is not set. It is the key that wraps all other keys: 32 random bytes in base64, the same on every silo, "
                + "kept where the databases and their backups are not.");
        var path = Path.Combine(dataDirectory, FileName);
        if (!File.Exists(path))
            CreateFile(path);
        return Parse(ReadFile(path), path);
    }

    private static TokenKey TokenKey(ReadOnlySpan<byte> key, ReadOnlySpan<byte> use)
    {
        Span<byte> derived = stackalloc byte[KeyDerivation.KeySize];
        KeyDerivation.Derive(key, use, derived);
        var signing = new TokenKey(derived);
        CryptographicOperations.ZeroMemory(derived);
        return signing;
    }

    private static RootKey Parse(byte[] text, string source)
    {
        Span<byte> key = stackalloc byte[KeyDerivation.KeySize];
        try
        {
            var status = Base64.DecodeFromUtf8(text.AsSpan().Trim(" \t\r\n"u8), key, out _, out var length);
            return status == System.Buffers.OperationStatus.Done && length == key.Length
                ? new RootKey(key)
                : throw new InvalidOperationException($"{source} is not 32 bytes in base64.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(text);
        }
    }

    private static byte[] ReadFile(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length > MaxTextLength)
            throw new InvalidOperationException($"{path} is not 32 bytes in base64.");
        var text = new byte[file.Length];
        file.ReadExactly(text);
        return text;
    }

    /// <summary>
    /// Of several processes that start at once one makes the key and the others wait for it: a move that must not overwrite is not
    /// enough, since between its look and its move another file can appear. Written under another name first, so that nobody can
    /// read half a key, not even after a crash.
    /// </summary>
    private static void CreateFile(string path)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(full)).AsSpan(0, 16));
        using var turn = new Mutex(false, $"athera-{name}", new NamedWaitHandleOptions { CurrentUserOnly = true, CurrentSessionOnly = false });
        Take(turn, path);
        try
        {
            if (!File.Exists(path))
                MoveIn(path);
        }
        finally
        {
            turn.ReleaseMutex();
        }
    }

    private static void Take(Mutex turn, string path)
    {
        try
        {
            if (!turn.WaitOne(CreationPatience))
                throw new InvalidOperationException($"Another process has been making {path} for too long.");
        }
        catch (AbandonedMutexException)
        {
            // Whoever was making it died; the turn is ours now.
        }
    }

    private static void MoveIn(string path)
    {
        var draft = $"{path}.{OpaqueId.New()}";
        try
        {
            WriteDraft(draft);
            File.Move(draft, path, overwrite: false);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static void WriteDraft(string draft)
    {
        Span<byte> key = stackalloc byte[KeyDerivation.KeySize];
        RandomNumberGenerator.Fill(key);
        Span<byte> text = stackalloc byte[Base64.GetMaxEncodedToUtf8Length(key.Length)];
        Base64.EncodeToUtf8(key, text, out _, out _);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            file.Write(text);
            file.Flush(flushToDisk: true);
        }

        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(text);
    }
}
