using System.Collections.Concurrent;
using Athera.Access;
using Athera.Channels;

namespace Athera.Tests.Api;

/// <summary>Who may come in, and the gateway for webhooks.</summary>
internal sealed partial class FakeGrains
{
    public const string PlatformKey = "platform-key";

    private int _authentications;

    /// <summary>Which key belongs to whom.</summary>
    public ConcurrentDictionary<string, Caller> Keys { get; } =
        new(new Dictionary<string, Caller> { [PlatformKey] = new(TenantId.Platform, ["admin"]) });

    /// <summary>How often the silo was asked whose a key is.</summary>
    public int Authentications => _authentications;

    /// <summary>What the silo does when it is asked whose a key is, before it answers.</summary>
    public Func<Task> WhenAuthenticating { get; set; } = () => Task.CompletedTask;

    /// <summary>The webhooks that reached the gateway.</summary>
    public ConcurrentQueue<WebhookRequest> Webhooks { get; } = new();

    /// <summary>What it was told of webhooks that were too large.</summary>
    public ConcurrentQueue<(string Provider, ChannelAccountId? Account)> TooLarge { get; } = new();

    /// <summary>What the gateway answers.</summary>
    public Func<WebhookRequest, Task<WebhookReply>> WhenReceiving { get; set; } = _ => Task.FromResult(new WebhookReply(200));

    /// <summary>A tenant with an API key.</summary>
    public (TenantId Id, string Key) NewTenant(params string[] scopes)
    {
        var id = TenantId.New();
        var key = $"key-of-{id}";
        Keys[key] = new Caller(id, scopes.Length > 0 ? scopes : ["admin"]);
        return (id, key);
    }

    private sealed class Access(FakeGrains world) : IAccessGrain
    {
        public async Task<Caller?> Authenticate(string apiKey)
        {
            Interlocked.Increment(ref world._authentications);
            await world.WhenAuthenticating();
            return world.Keys.GetValueOrDefault(apiKey);
        }
    }

    private sealed class Gateway(FakeGrains world) : IChannelGatewayGrain
    {
        public Task<WebhookReply> Receive(WebhookRequest request)
        {
            world.Webhooks.Enqueue(request);
            return world.WhenReceiving(request);
        }

        public Task NoteTooLarge(string provider, ChannelAccountId? account)
        {
            world.TooLarge.Enqueue((provider, account));
            return Task.CompletedTask;
        }
    }
}
