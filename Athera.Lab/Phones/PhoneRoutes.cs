using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Athera.Lab.Phones;

/// <summary>What the page asks for. Numbers travel in bodies only; addresses carry the phone's opaque id.</summary>
internal sealed class PhoneRoutes(PhoneBook phones, CustomerWriter writer)
{
    private const int LongestName = 80;
    private const int MostCopies = 5;
    private const int LongestWhatsApp = 4096;
    private const int LongestSms = 1600;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("phones", ListAsync);
        routes.MapPost("phones", CreateAsync);
        routes.MapGet("phones/{id}/messages", MessagesAsync);
        routes.MapPost("phones/{id}/messages", WriteAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var list = new PhoneList(phones.Since(0, []).Phones, writer.CanWriteWhatsApp, writer.CanWriteSms);
        return Results.Json(list, PhoneJson.Default.PhoneList).ExecuteAsync(context);
    }

    private async Task CreateAsync(HttpContext context)
    {
        var wanted = await PhoneJson.ReadAsync(context.Request, PhoneJson.Default.NewPhone);
        if (wanted is null) await RefuseAsync(context, 400, "The body is not a phone.");
        else if (wanted.Name is { Length: 0 or > LongestName }) await RefuseAsync(context, 400, "A name has 1 to 80 characters.");
        else if (phones.Create(wanted.Name, wanted.Number) is not { } phone)
            await RefuseAsync(context, 400, "A number has 7 to 15 digits, with the country in front.");
        else await Results.Json(phone, PhoneJson.Default.PhoneView, statusCode: 201).ExecuteAsync(context);
    }

    private async Task MessagesAsync(HttpContext context)
    {
        if (Find(context) is not { } phone) await RefuseAsync(context, 404, "There is no such phone.");
        else
            await Results.Json(new PhoneMessages(phones.Since(0, [phone.Id]).Messages), PhoneJson.Default.PhoneMessages)
                .ExecuteAsync(context);
    }

    private async Task WriteAsync(HttpContext context)
    {
        var message = await PhoneJson.ReadAsync(context.Request, PhoneJson.Default.NewMessage);
        if (Find(context) is not { } phone) await RefuseAsync(context, 404, "There is no such phone.");
        else if (message is not { Channel: { } channel, Text: { } text } || !IsWritable(message, channel, text))
            await RefuseAsync(context, 400, "A message has a channel, 1 to 4096 characters (an SMS 1600), and at most 5 copies.");
        else if (writer.Write(phone, channel, text, message.Copies ?? 1) is not { } id)
            await RefuseAsync(context, 503, "The channel is not connected, or too much is under way.");
        else await Results.Json(new WrittenMessage(id), PhoneJson.Default.WrittenMessage, statusCode: 202).ExecuteAsync(context);
    }

    private PhoneView? Find(HttpContext context) => phones.Find((string)context.Request.RouteValues["id"]!);

    private static bool IsWritable(NewMessage message, PhoneChannel channel, string text) =>
        !string.IsNullOrWhiteSpace(text)
        && text.Length <= (channel is PhoneChannel.Sms ? LongestSms : LongestWhatsApp)
        && message.Copies is null or (>= 1 and <= MostCopies);

    private static Task RefuseAsync(HttpContext context, int status, string detail) =>
        Results.Problem(detail, statusCode: status).ExecuteAsync(context);
}
