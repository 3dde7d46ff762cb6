using System.Text;

namespace Athera.Knowledge.Documents;

/// <summary>Reads plain text and Markdown. Both take one pass over the lines, so no source is costly.</summary>
public static class PlainReading
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Paragraphs are what stands between empty lines.</summary>
    public static Document Text(ReadOnlySpan<byte> source) => Read(source, isMarkdown: false);

    /// <summary>Headings of both forms are told from text; what is fenced as code has none. The rest stays as it was written.</summary>
    public static Document Markdown(ReadOnlySpan<byte> source) => Read(source, isMarkdown: true);

    private static Document Read(ReadOnlySpan<byte> source, bool isMarkdown)
    {
        if (Decode(source) is not { } text)
            return Document.Failed(DocumentFaults.Encoding);
        var lines = new Lines(isMarkdown);
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
            lines.Add(line.TrimEnd());
        return lines.End();
    }

    private static string? Decode(ReadOnlySpan<byte> source)
    {
        try
        {
            return source switch
            {
                [0xFF, 0xFE, .. var rest] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true).GetString(rest),
                [0xFE, 0xFF, .. var rest] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true).GetString(rest),
                [0xEF, 0xBB, 0xBF, .. var rest] => Utf8.GetString(rest),
                _ => Utf8.GetString(source),
            };
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private sealed class Lines(bool isMarkdown)
    {
        private readonly DocumentText _text = new();
        private readonly StringBuilder _paragraph = new();
        private int _lines;
        private string? _fence;

        public void Add(string line)
        {
            var start = line.TrimStart();
            if (isMarkdown && Fence(start))
                Append(line);
            else if (line.Length == 0 && _fence is null)
                Flush(0);
            else if (isMarkdown && _fence is null && line.Length - start.Length <= 3)
                AddMarkdown(line, start);
            else
                Append(line);
        }

        public Document End()
        {
            Flush(0);
            return _text.Document;
        }

        private void AddMarkdown(string line, string start)
        {
            var level = start.Length - start.TrimStart('#').Length;
            if (level is >= 1 and <= 6 && (start.Length == level || start[level] is ' ' or '\t'))
            {
                Flush(0);
                _text.Add(level, start[level..].Trim().TrimEnd('#'));
            }
            else if (_lines == 1 && start.Length > 0 && start.Trim('=').Length == 0)
            {
                Flush(1);
            }
            else if (_lines == 1 && start.Length > 1 && start.Trim('-').Length == 0)
            {
                Flush(2);
            }
            else
            {
                Append(line);
            }
        }

        // A fence ends at its like, at least as long; whatever stands within is not looked at.
        private bool Fence(string start)
        {
            var mark = start.Length >= 3 && start[0] is '`' or '~' ? start[..(start.Length - start.TrimStart(start[0]).Length)] : "";
            if (mark.Length < 3)
                return false;
            if (_fence is null)
                _fence = mark;
            else if (mark.StartsWith(_fence, StringComparison.Ordinal) && start.Length == mark.Length)
                _fence = null;
            return true;
        }

        private void Append(string line)
        {
            if (_paragraph.Length > 0)
                _paragraph.Append('\n');
            _paragraph.Append(line);
            _lines++;
        }

        private void Flush(int level)
        {
            _text.Add(level, _paragraph.ToString());
            _paragraph.Clear();
            _lines = 0;
        }
    }
}
