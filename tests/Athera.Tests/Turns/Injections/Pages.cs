using System.Net;
using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Athera.Tests.Turns.Injections;

/// <summary>Pages and documents that say something where people see it, and where they do not.</summary>
internal static class Pages
{
    private const string Text = "TEXT";

    private static readonly string[] _shown =
    [
        $"<p>{Text}</p>", $"<table><tr><td>1</td><td>{Text}</td></tr></table>", $"<p style=\"color:#fff;background:#fff\">{Text}</p>",
        $"<p style=\"font-size:1px\">{Text}</p>", $"<div style=\"position:absolute;left:-9999px\">{Text}</div>", $"<pre>{Text}</pre>",
        $"<details><summary>More</summary>{Text}</details>", $"<ul><li>{Text}</li></ul>", $"<a href=\"https://bella.example\">{Text}</a>",
        $"<blockquote lang=\"en\">{Text}</blockquote>",
    ];

    private static readonly string[] _hidden =
    [
        $"<!-- {Text} -->", $"<p hidden>{Text}</p>", $"<p style=\"color:red; display: none\">{Text}</p>", $"<b style=\"visibility:hidden\">{Text}</b>",
        $"<p style=\"font-size:0\">{Text}</p>", $"<div style=\"opacity:0.0;color:red\"><p>{Text}</p></div>", $"<img src=\"x\" alt=\"{Text}\">",
        $"<div aria-hidden=\"true\">{Text}</div>", $"<template>{Text}</template>", $"<input value=\"{Text}\"><script>{Text}</script>",
    ];

    private static readonly double[] _sizes = [12, 1, 12, 12];

    /// <summary>Whether the page of a number says it where it is not read.</summary>
    public static bool Hides(int number) => number % 2 == 1;

    /// <summary>A page, a different one for each number.</summary>
    public static byte[] Html(int number, string text, string word)
    {
        var forms = Hides(number) ? _hidden : _shown;
        var piece = forms[number / 2 % forms.Length].Replace(Text, WebUtility.HtmlEncode(text), StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes($"<!doctype html><html><head><title>Bella</title></head><body>{piece}<p>{word}</p></body></html>");
    }

    /// <summary>A document: in black, tiny, in white, or beside the page.</summary>
    public static byte[] Pdf(int number, string text, string word)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        var page = builder.AddPage(PageSize.A4);
        var (form, y) = (number % _sizes.Length, 700);
        if (form == 2)
            page.SetTextAndFillColor(255, 255, 255);
        foreach (var line in text.Split('\n'))
            page.AddText(line, _sizes[form], new PdfPoint(form == 3 ? -300 : 40, y -= 20), font);
        page.AddText(word, 12, new PdfPoint(40, y - 20), font);
        return builder.Build();
    }
}
