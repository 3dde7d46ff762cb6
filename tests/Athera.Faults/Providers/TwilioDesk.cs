using System.Globalization;
using Athera.FaultRuns.Customers;
using Athera.FaultRuns.Worlds;
using Athera.Lab.Faults;
using Athera.Lab.Twilio;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Athera.FaultRuns.Providers;

/// <summary>Twilio's Messages API: <c>2010-04-01/Accounts/{sid}/Messages.json</c>, to send and to list.</summary>
internal sealed class TwilioDesk(SendDesk desk, TwilioBook book)
{
    public async Task ServeAsync(HttpContext context, int silo, string path)
    {
        var parts = path.Split('/');
        var tenant = Tenant.OfSid(parts[2]);
        if (HttpMethods.IsPost(context.Request.Method))
            await desk.ServeAsync(context, silo, await ReadAsync(tenant, context.Request));
        else if (parts is [_, _, _, "Messages.json"])
            await Wire.WriteAsync(context, 200, "application/json", book.List(tenant, context.Request.Query));
        else
            await Wire.WriteAsync(context, TwilioErrors.Answer(20404));
    }

    private async Task<SendCall> ReadAsync(int tenant, HttpRequest request)
    {
        using var form = new FormReader(System.Text.Encoding.UTF8.GetString(await Wire.ReadAsync(request)));
        var fields = await form.ReadFormAsync();
        var callback = fields["StatusCallback"].ToString();
        var (to, text) = (fields["To"].ToString(), fields["Body"].ToString());
        return new SendCall
        {
            Tenant = tenant,
            Twilio = true,
            Recipient = to,
            Reference = QueryHelpers.ParseQuery(new Uri(callback).Query)["mid"].ToString(),
            Nonces = Nonce.Read(text),
            StatusUrl = callback,
            Note = id => book.Sent(tenant, id, to, text),
            Answer = id => new ProviderAnswer(201, string.Create(
                CultureInfo.InvariantCulture, $$"""{"sid":"{{id}}","status":"queued","to":"{{to}}","error_code":null}""")),
        };
    }
}
