using Athera.FaultRuns.Customers;
using Athera.FaultRuns.Histories;
using Athera.Lab.Faults;
using Athera.Messages;
using Microsoft.AspNetCore.Http;

namespace Athera.FaultRuns.Providers;

/// <summary>What both providers do with a message: meet trouble, take it, note it, tell its status, answer.</summary>
internal sealed class SendDesk(History history, Cast cast, Troubles troubles, Points points, Statuses statuses)
{
    /// <summary>Statuses overtake the answer to the send for so many: providers promise no order.</summary>
    private const double Overtaking = 0.01;

    private readonly Lock _gate = new();
    private long _taken;

    /// <summary>Messages taken.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Serves a call that asks for a message to be sent.</summary>
    public async Task ServeAsync(HttpContext context, int silo, SendCall call)
    {
        await points.PassAsync(Point.SendArrived, silo, context.RequestAborted);
        context.RequestAborted.ThrowIfCancellationRequested();
        var fault = troubles.OfSend(call.Tenant, call.Twilio);
        var taken = fault.Takes ? Take(silo, call) : null;
        if (taken is not null)
        {
            // A caller that hears no good answer can only learn of it by the status.
            var lost = fault.Ending != FaultEnding.Ordinary || fault.Delay > TimeSpan.Zero;
            var early = troubles.Chance(Overtaking);
            if (early)
                await statuses.TellNowAsync(taken);
            else
                statuses.Note(taken, lost);
            await points.PassAsync(Point.SendTaken, silo, context.RequestAborted);
        }
        if (fault.Delay > TimeSpan.Zero)
            await Task.Delay(fault.Delay, context.RequestAborted);
        if (fault.Ending is FaultEnding.Dropped or FaultEnding.Hanging)
            context.Abort();
        else
            await Wire.WriteAsync(context, fault.Answer ?? call.Answer(taken!.Id));
        await points.PassAsync(Point.SendAnswered, silo, CancellationToken.None);
    }

    private Taken Take(int silo, SendCall call)
    {
        var conversation = cast.Find(call.Tenant, call.Recipient);
        var position = MessageId.TryParse(call.Reference, out var message) ? (int)message.Sequence : 0;
        long taking, at;
        lock (_gate) // The order of takings is the order of their numbers.
        {
            taking = _taken++;
            at = history.Add(silo, Outcome.Ok, Function.Send, conversation, position, taking);
            foreach (var nonce in call.Nonces)
            {
                if (nonce.Conversation == conversation)
                    history.Add(silo, Outcome.Ok, Function.Answer, conversation, nonce.Number, taking);
                else
                    history.Add(silo, Outcome.Ok, Function.Leak, conversation, nonce.Number, nonce.Conversation);
            }
        }
        var id = ProviderIds.OfTake(taking, call.Twilio);
        call.Note(id);
        return new Taken(id, taking, silo, at, conversation, position, call);
    }
}
