using System.Text;

namespace Athera.Testing.Silos;

/// <summary>Looks for texts in the raw bytes of files, in every form in which software tends to leave them there.</summary>
public sealed class RawSearch
{
    private readonly List<(string Name, byte[] Bytes)> _forms;

    /// <summary>Looks for these texts by name.</summary>
    public RawSearch(IEnumerable<KeyValuePair<string, string>> texts) =>
        _forms = [.. texts.SelectMany(text => Forms(text.Value).Select(form => ($"{text.Key} as {form.Form}", form.Bytes)))];

    /// <summary>The forms of a text.</summary>
    public static IEnumerable<(string Form, byte[] Bytes)> Forms(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        yield return ("UTF-8", plain);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(text));
        yield return ("UTF-16 big-endian", Encoding.BigEndianUnicode.GetBytes(text));
        yield return ("hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(plain)));
        yield return ("upper-case hex", Encoding.ASCII.GetBytes(Convert.ToHexString(plain)));
        for (var shift = 0; shift < 3; shift++)
            yield return ($"base64 shifted by {shift}", Base64(plain, shift));
    }

    /// <summary>Every finding, as "which text in which form in which file".</summary>
    public async Task<IReadOnlyList<string>> FindAsync(IEnumerable<string> files, CancellationToken cancellation)
    {
        var found = new List<string>();
        foreach (var file in files)
        {
            var bytes = await ReadAsync(file, cancellation);
            found.AddRange(_forms.Where(form => bytes.AsSpan().IndexOf(form.Bytes) >= 0).Select(form => $"{form.Name} in {file}"));
        }
        return found;
    }

    /// <summary>All files below some directories.</summary>
    public static IEnumerable<string> FilesOf(IEnumerable<string> directories) =>
        directories.SelectMany(directory => Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories));

    // In base64 three bytes make four letters, so a text looks different at each of three places; the letters at its edges depend on
    // its neighbours and are left out.
    private static byte[] Base64(byte[] plain, int shift)
    {
        var letters = Convert.ToBase64String([.. new byte[shift], .. plain]);
        var first = shift == 0 ? 0 : 4;
        var last = (shift + plain.Length) / 3 * 4;
        return Encoding.ASCII.GetBytes(letters[first..last]);
    }

    // A database works on while its files are read, and may remove one.
    private static async Task<byte[]> ReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, cancellation);
            return bytes.ToArray();
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }
}
