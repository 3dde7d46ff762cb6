using Microsoft.AspNetCore.Http;

namespace Athera.Benchmarks.Plain;

/// <summary>Takes a webhook in: checks the signature, parses, stores every message, and answers it if there is a sender.</summary>
internal sealed class PlainReception(PlainStore store, PlainSender? sender)
{
    public async Task ReceiveAsync(HttpContext context, string secret)
    {
        if (await PlainProof.ReadAsync(context, secret) is not { } body)
            return;
        foreach (var message in PlainWebhook.Read(body))
        {
            var text = message.Text?.Body ?? "";
            var isNew = await store.AddReceivedAsync(message.Id, message.From, text, message.SentAt, context.RequestAborted);
            if (isNew && sender is not null)
                await AnswerAsync(message.From, context.RequestAborted);
        }
        context.Response.ContentLength = 0;
    }

    private async Task AnswerAsync(string customer, CancellationToken cancellation)
    {
        var history = await store.ReadHistoryAsync(customer, cancellation);
        var text = PlainModel.Answer(history);
        var reply = await store.AddReplyAsync(customer, text, cancellation);
        var providerId = await sender!.SendAsync(customer, text, cancellation);
        await store.SetSentAsync(reply, providerId, cancellation);
    }
}
