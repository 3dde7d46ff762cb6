using Athera.Benchmarks.Plain;
using Microsoft.AspNetCore.SignalR;

namespace Athera.Benchmarks.Floors;

/// <summary>A hub that tells everybody of a message, with as much about it as Athera's inbox says.</summary>
internal sealed class BroadcastHub : Hub
{
    public const string Path = "/hubs/inbox", Events = "Events";

    private static long _position;

    public static Task TellAsync(IHubContext<BroadcastHub> hub, PlainMessage message)
    {
        var position = Interlocked.Increment(ref _position);
        return hub.Clients.All.SendAsync(Events, new
        {
            Position = position,
            Events = new[]
            {
                new
                {
                    Position = position,
                    ConversationId = message.From,
                    Sequence = 1L,
                    Kind = "message.received",
                    OccurredAt = message.SentAt,
                    Data = new { message.Id, message.From, message.Text },
                },
            },
        });
    }
}
