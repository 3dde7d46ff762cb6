using System.Globalization;
using System.Text;
using Athera.FaultRuns.Worlds;
using Microsoft.AspNetCore.Http;

namespace Athera.FaultRuns.Providers;

/// <summary>The newest messages of each account, in both directions, as Twilio lists them to who asks.</summary>
internal sealed class TwilioBook(int tenants)
{
    private const int Kept = 5_000, LargestPage = 1_000;

    private readonly Queue<Entry>[] _entries = [.. Enumerable.Range(0, tenants).Select(_ => new Queue<Entry>())];

    /// <summary>A customer wrote, whether or not anybody took the webhook.</summary>
    public void Received(int tenant, string sid, string from, string text) => Add(tenant, new Entry(sid, from, text, true, DateTime.UtcNow));

    /// <summary>A message was sent.</summary>
    public void Sent(int tenant, string sid, string to, string text) => Add(tenant, new Entry(sid, to, text, false, DateTime.UtcNow));

    /// <summary>A page of the list, newest first, by the query's <c>To</c>, <c>From</c>, <c>DateSent&gt;</c>, <c>Page</c> and <c>PageSize</c>.</summary>
    public string List(int tenant, IQueryCollection query)
    {
        var own = new Tenant(tenant, "").SmsNumber;
        Entry[] entries;
        lock (_entries[tenant])
            entries = [.. _entries[tenant].Reverse()];
        var (to, from, since) = (Text(query, "To"), Text(query, "From"), Time(Text(query, "DateSent>") ?? Text(query, "DateSent")));
        var size = Math.Clamp(Number(query, "PageSize", 50), 1, LargestPage);
        var page = Number(query, "Page", 0);
        var matching = entries.Where(entry => (to is null || to == entry.To(own)) && (from is null || from == entry.From(own)) && entry.At >= since).ToList();
        var more = (page + 1) * size < matching.Count;
        var path = $"/2010-04-01/Accounts/{new Tenant(tenant, "").AccountSid}/Messages.json?PageSize={size}&Page={page + 1}";
        var shown = string.Join(',', matching.Skip(page * size).Take(size).Select(entry => entry.Json(tenant, own)));
        return $$"""{"messages":[{{shown}}],"page":{{page}},"page_size":{{size}},"next_page_uri":{{(more ? $"\"{path}\"" : "null")}}}""";
    }

    private void Add(int tenant, Entry entry)
    {
        lock (_entries[tenant])
        {
            _entries[tenant].Enqueue(entry);
            if (_entries[tenant].Count > Kept)
                _entries[tenant].Dequeue();
        }
    }

    private static string? Text(IQueryCollection query, string name) => query[name] is [{ Length: > 0 } text] ? text : null;

    private static int Number(IQueryCollection query, string name, int otherwise) =>
        int.TryParse(Text(query, name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static DateTime Time(string? text) => DateTime.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : default;

    private sealed record Entry(string Sid, string Customer, string Text, bool Inbound, DateTime At)
    {
        public string To(string own) => Inbound ? own : Customer;

        public string From(string own) => Inbound ? Customer : own;

        public string Json(int tenant, string own)
        {
            var at = At.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
            return $$"""
                {"sid":"{{Sid}}","account_sid":"{{new Tenant(tenant, "").AccountSid}}","to":"{{To(own)}}","from":"{{From(own)}}","body":"{{Escape(Text)}}","direction":"{{(Inbound ? "inbound" : "outbound-api")}}","status":"{{(Inbound ? "received" : "delivered")}}","num_media":"0","num_segments":"1","date_created":"{{at}}","date_sent":"{{at}}","date_updated":"{{at}}","error_code":null,"messaging_service_sid":null}
                """;
        }

        private static string Escape(string text)
        {
            var escaped = new StringBuilder(text.Length);
            foreach (var letter in text)
                escaped.Append(letter is '\n' ? "\\n" : letter is '"' ? "\\\"" : letter is '\\' ? "\\\\" : letter.ToString());
            return escaped.ToString();
        }
    }
}
