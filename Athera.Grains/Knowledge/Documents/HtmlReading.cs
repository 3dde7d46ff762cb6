using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Athera.Knowledge.Documents;

/// <summary>
/// Reads the visible text of an HTML page. A tree can be far larger than its source, so this runs in a process of its own only.
/// </summary>
public static partial class HtmlReading
{
    private static readonly HashSet<string> Unread =
    [
        "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video",
        "select", "textarea", "button", "input", "nav", "dialog",
    ];

    // What begins and ends within a paragraph.
    private static readonly HashSet<string> Inline =
    [
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark",
        "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
        "tbody", "thead", "tfoot",
    ];

    // Lines of a paragraph, and pieces of a line.
    private static readonly HashSet<string> Lines = ["br", "li", "tr", "td", "th", "dt", "dd"];

    /// <summary>Reads it.</summary>
    public static Document Read(Stream source)
    {
        using var page = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(source);
        var writer = new Writer();
        // Not by recursion: how deep a page nests is its author's choice.
        var open = new Stack<(INode Node, bool Ends)>();
        open.Push((page.DocumentElement, false));
        while (open.TryPop(out var next) && !writer.IsTooLong)
        {
            if (next.Ends)
                writer.End((IElement)next.Node);
            else if (next.Node is IText text)
                writer.Write(text.Data);
            else if (next.Node is IElement element && IsRead(element))
                Enter(element, open, writer);
        }
        return writer.Document;
    }

    private static void Enter(IElement element, Stack<(INode Node, bool Ends)> open, Writer writer)
    {
        writer.Begin(element);
        open.Push((element, true));
        for (var child = element.LastChild; child is not null; child = child.PreviousSibling)
            open.Push((child, false));
    }

    // Who hides a text on a page has readers in mind that are no people.
    private static bool IsRead(IElement element) =>
        !Unread.Contains(element.LocalName) && !element.HasAttribute("hidden") && element.GetAttribute("aria-hidden") != "true"
        && (element.GetAttribute("style") is not { } style || !HidingPattern().IsMatch(style));

    [GeneratedRegex(
        @"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:opacity|font-size)\s*:\s*0(?:\.0*)?(?:px|pt|r?em|%)?\s*(?:[;!]|$))",
        RegexOptions.IgnoreCase)]
    private static partial Regex HidingPattern();

    private sealed class Writer
    {
        private readonly DocumentText _text = new();
        private readonly StringBuilder _paragraph = new();
        private int _verbatim;

        public bool IsTooLong => _text.IsTooLong;

        public Document Document
        {
            get
            {
                Flush(0);
                return _text.Document;
            }
        }

        public void Begin(IElement element)
        {
            var name = element.LocalName;
            if (Lines.Contains(name))
                _paragraph.Append(Opening(name, isFirst: element.PreviousElementSibling is null));
            else if (!Inline.Contains(name) && name is not ("ul" or "ol")) // A list goes on with the sentence before it.
                Flush(0);
            if (name == "pre")
                _verbatim++;
        }

        public void End(IElement element)
        {
            var name = element.LocalName;
            if (name == "pre")
                _verbatim--;
            if (element is IHtmlHeadingElement)
                Flush(name[1] - '0');
            else if (!Inline.Contains(name) && !Lines.Contains(name))
                Flush(0);
        }

        public void Write(string text)
        {
            if (_verbatim > 0)
            {
                _paragraph.Append(text);
                return;
            }
            foreach (var c in text)
            {
                if (!char.IsWhiteSpace(c))
                    _paragraph.Append(c);
                else if (_paragraph.Length > 0 && !char.IsWhiteSpace(_paragraph[^1]))
                    _paragraph.Append(' ');
            }
        }

        private static string Opening(string name, bool isFirst) => name switch
        {
            "li" => "\n- ",
            "td" or "th" => isFirst ? "" : " | ",
            _ => "\n",
        };

        private void Flush(int level)
        {
            _text.Add(level, _paragraph.ToString());
            _paragraph.Clear();
        }
    }
}
