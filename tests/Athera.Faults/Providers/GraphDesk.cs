using System.Text.Json;
using Athera.FaultRuns.Customers;
using Athera.FaultRuns.Worlds;
using Athera.Lab.Faults;
using Microsoft.AspNetCore.Http;

namespace Athera.FaultRuns.Providers;

/// <summary>Meta's Graph API: <c>v23.0/{phone number id}/messages</c>.</summary>
internal sealed class GraphDesk(SendDesk desk)
{
    public async Task ServeAsync(HttpContext context, int silo, string path)
    {
        var tenant = Tenant.OfPhone(path.Split('/')[1]);
        var body = await Wire.ReadAsync(context.Request);
        // A read mark or a typing indicator comes to the same address and sends nothing.
        if (IsMark(body))
            await Wire.WriteAsync(context, new ProviderAnswer(200, "{\"success\":true}"));
        else
            await desk.ServeAsync(context, silo, Read(tenant, body));
    }

    private static bool IsMark(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        while (json.Read())
        {
            if (json.CurrentDepth == 1 && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("status"u8))
                return true;
        }
        return false;
    }

    private static SendCall Read(int tenant, ReadOnlySpan<byte> body)
    {
        var (to, reference) = ("", "");
        var nonces = new List<Nonce>();
        var json = new Utf8JsonReader(body);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName)
                continue;
            if (json.ValueTextEquals("to"u8) && json.Read())
                to = json.GetString()!;
            else if (json.ValueTextEquals("body"u8) && json.Read())
                Nonce.Read(json.ValueSpan, nonces);
            else if (json.ValueTextEquals("biz_opaque_callback_data"u8) && json.Read())
                reference = json.GetString()!;
        }
        return new SendCall
        {
            Tenant = tenant,
            Twilio = false,
            Recipient = to,
            Reference = reference,
            Nonces = nonces,
            Answer = id => new ProviderAnswer(
                200, $$$"""{"messaging_product":"whatsapp","contacts":[{"input":"{{{to}}}","wa_id":"{{{to}}}"}],"messages":[{"id":"{{{id}}}"}]}"""),
        };
    }
}
