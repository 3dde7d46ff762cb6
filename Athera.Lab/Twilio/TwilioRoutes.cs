using System.Net.Http.Headers;
using System.Text;
using Athera.Lab.Faults;
using Athera.Lab.Ledgers;
using Athera.Lab.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Athera.Lab.Twilio;

/// <summary>The HTTP face of the fake Twilio.</summary>
internal sealed class TwilioRoutes(FakeTwilio twilio, Ledger<WireRecord> wire, TimeProvider time)
{
    private const int LargestBody = 64 * 1024;

    public void Map(IEndpointRouteBuilder routes)
    {
        var account = routes.MapGroup("2010-04-01/Accounts/{accountSid}");
        account.MapPost("Messages.json", SendAsync);
        account.MapGet("Messages.json", ListAsync);
        account.MapGet("Messages/{sid}.json", FetchAsync);
    }

    private async Task SendAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        var (account, send, code) = await ReadSendAsync(context);
        var status = account is not null && send is not null
            ? await FaultedCall.PlayAsync(context, twilio.Faults.Take(account.AccountSid), time, () => twilio.Take(account, send))
            : await RefuseAsync(context, code);
        Record(send is null ? "refused call" : "send", send?.To, status, time.GetElapsedTime(started));
    }

    private async Task ListAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        var query = TwilioQuery.Read(context.Request.Query);
        var status = Authenticated(context, twilio) is { } account
            ? await FaultedCall.PlayAsync(context, twilio.LookupFaults.Take(account.AccountSid), time,
                () => twilio.List(account.AccountSid, query, page => PageUri(context.Request, account, page)))
            : await RefuseAsync(context, 20003);
        Record("list messages", query.To, status, time.GetElapsedTime(started));
    }

    private async Task FetchAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        var sid = (string)context.Request.RouteValues["sid"]!;
        var status = Authenticated(context, twilio) is { } account
            ? await FaultedCall.PlayAsync(context, twilio.LookupFaults.Take(account.AccountSid), time,
                () => twilio.Fetch(account.AccountSid, sid))
            : await RefuseAsync(context, 20003);
        Record("fetch message", null, status, time.GetElapsedTime(started));
    }

    private async Task<(TwilioAccount? Account, TwilioSend? Send, int Code)> ReadSendAsync(HttpContext context)
    {
        if (Authenticated(context, twilio) is not { } account) return (null, null, 20003);
        if (await BoundedBody.ReadAsync(context.Request, LargestBody) is not { } body) return (account, null, 21617);
        using var form = new FormReader(Encoding.UTF8.GetString(body));
        var (send, code) = TwilioSend.Read(await form.ReadFormAsync(context.RequestAborted));
        return (account, send, code);
    }

    // The user is the account of the path, or an API key of it whose secret is not known here and is therefore refused.
    public static TwilioAccount? Authenticated(HttpContext context, FakeTwilio twilio)
    {
        var accountSid = (string)context.Request.RouteValues["accountSid"]!;
        if (!AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var header)) return null;
        if (!string.Equals(header.Scheme, "Basic", StringComparison.OrdinalIgnoreCase)) return null;
        var given = new byte[(header.Parameter?.Length ?? 0) + 3];
        if (!Convert.TryFromBase64String(header.Parameter ?? "", given, out var length)) return null;
        var account = twilio.Find(accountSid);
        return Encoding.UTF8.GetString(given, 0, length) == $"{accountSid}:{account?.AuthToken}" ? account : null;
    }

    private Task<int?> RefuseAsync(HttpContext context, int code) => FaultedCall.PlayAsync(
        context, TwilioErrors.Refuse(code), time, () => throw new InvalidOperationException("A refused call takes nothing."));

    private static string PageUri(HttpRequest request, TwilioAccount account, int page)
    {
        var query = request.Query.Where(pair => pair.Key != "Page").Select(pair => KeyValuePair.Create(pair.Key, pair.Value))
            .Append(new("Page", page.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return QueryHelpers.AddQueryString($"/2010-04-01/Accounts/{account.AccountSid}/Messages.json", query);
    }

    private void Record(string subject, string? customer, int? status, TimeSpan took) => wire.Add(sequence => new WireRecord
    {
        Sequence = sequence,
        At = time.GetUtcNow(),
        Provider = Provider.Twilio,
        IsWebhook = false,
        Subject = subject,
        Customer = customer,
        Status = status,
        Took = took,
    });
}
