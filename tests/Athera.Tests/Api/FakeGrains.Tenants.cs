using System.Collections.Concurrent;
using Athera.Agents;
using Athera.Channels;
using Athera.Quarantine;
using Athera.Tenants;

namespace Athera.Tests.Api;

/// <summary>Tenants, and what a tenant sets up: channel accounts, agents; and its quarantine.</summary>
internal sealed partial class FakeGrains
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);

    public ConcurrentDictionary<TenantId, TenantView> Tenants { get; } = new();

    public ConcurrentDictionary<TenantKey, ConnectChannelAccount> Accounts { get; } = new();

    public ConcurrentDictionary<TenantKey, AgentProfile> Agents { get; } = new();

    public ConcurrentDictionary<TenantKey, QuarantinedView> Quarantine { get; } = new();

    private static Page<T> PageOf<T>(IEnumerable<(OpaqueId Id, T View)> all, string? after, int limit)
    {
        var rest = all.Where(one => after is null || string.CompareOrdinal(one.Id.ToString(), after) > 0).OrderBy(one => one.Id).ToList();
        var page = rest.Take(limit).ToList();
        return new Page<T>([.. page.Select(one => one.View)], rest.Count > page.Count ? page[^1].Id.ToString() : null);
    }

    private sealed class Tenant(FakeGrains world, TenantId id) : ITenantGrain
    {
        public Task<Result<NewTenant>> Create(CreateTenant command) => Task.FromResult<Result<NewTenant>>(
            world.Tenants.TryAdd(id, new TenantView(id, command.Name, Start, null))
                ? new NewTenant(id, "secret")
                : new Refusal(RefusalKind.Conflict, "tenant_exists", "The tenant exists."));

        public Task<Result<TenantView>> Get() => Task.FromResult<Result<TenantView>>(
            world.Tenants.TryGetValue(id, out var view) ? view : Refusal.NotFound);

        public Task<Result<Done>> Admit(string apiKey) => throw new NotSupportedException("For hosts.");

        public Task<Result<TenantView>> Close() => Task.FromResult<Result<TenantView>>(
            world.Tenants.TryGetValue(id, out var view) ? world.Tenants[id] = view with { ClosedAt = Start } : Refusal.NotFound);
    }

    private sealed class AllTenants(FakeGrains world) : ITenantsGrain
    {
        public Task<Page<TenantView>> List(string? after, int limit) =>
            Task.FromResult(PageOf(world.Tenants.Values.Select(view => (view.Id.Value, view)), after, limit));
    }

    private static ChannelAccountView Show(TenantKey key, ConnectChannelAccount account) => new()
    {
        Id = new ChannelAccountId(key.Id),
        Kind = account.Kind,
        Name = account.Name,
        WebhookUrl = $"https://athera.example/webhooks/x/{key.Id}",
        Settings = account.Settings.Where(setting => setting.Key != "accessToken").ToDictionary(),
        MessagesPerSecond = account.MessagesPerSecond ?? 80,
        Agent = account.Agent ?? AccountAgent.Default,
        CreatedAt = Start,
    };

    private sealed class ChannelAccount(FakeGrains world, TenantKey key) : IChannelAccountGrain
    {
        public Task<Result<ChannelAccountView>> Connect(ConnectChannelAccount command) => Task.FromResult<Result<ChannelAccountView>>(
            command.Kind == "unknown" ? Refusal.Invalid("kind", "No such channel.") : Show(key, world.Accounts.GetOrAdd(key, command)));

        public Task<Result<ChannelAccountView>> Get() => Task.FromResult<Result<ChannelAccountView>>(
            world.Accounts.TryGetValue(key, out var account) ? Show(key, account) : Refusal.NotFound);

        public Task<Result<ChannelAccountView>> Change(ChangeChannelAccount command)
        {
            if (!world.Accounts.TryGetValue(key, out var account))
                return Task.FromResult<Result<ChannelAccountView>>(Refusal.NotFound);
            var settings = account.Settings.ToDictionary();
            foreach (var (name, value) in command.Settings)
                settings[name] = value;
            var changed = new ConnectChannelAccount(
                account.Kind, command.Name ?? account.Name, settings, command.MessagesPerSecond ?? account.MessagesPerSecond,
                command.Agent ?? account.Agent);
            return Task.FromResult<Result<ChannelAccountView>>(Show(key, world.Accounts[key] = changed));
        }

        public Task<Result<Done>> Reconciled(DateTimeOffset through) => throw new NotSupportedException("For silos.");

        public Task<Result<Done>> Hold(AccountHold hold) => throw new NotSupportedException("For silos.");

        public Task<Result<ChannelAccountView>> Resume(string? user) => Get();

        public Task<Result<Done>> Clear() => throw new NotSupportedException("For silos.");

        public Task<Result<Done>> Disconnect() => Task.FromResult<Result<Done>>(
            world.Accounts.TryRemove(key, out _) ? Done.Value : Refusal.NotFound);
    }

    private sealed class ChannelAccounts(FakeGrains world, TenantId tenant) : IChannelAccountsGrain
    {
        public Task<Page<ChannelAccountView>> List(string? after, int limit) => Task.FromResult(PageOf(
            world.Accounts.Where(one => one.Key.Tenant == tenant).Select(one => (one.Key.Id, Show(one.Key, one.Value))), after, limit));
    }

    private sealed class AgentOf(FakeGrains world, TenantKey key) : IAgentGrain
    {
        public Task<Result<AgentView>> Create(ChangeAgent draft)
        {
            world.Agents.TryAdd(key, Agent.Default.With(draft));
            return Task.FromResult<Result<AgentView>>(new AgentView(new(key.Id), world.Agents[key], null, 0));
        }

        public Task<Result<Done>> Remove() => Task.FromResult<Result<Done>>(
            world.Agents.TryRemove(key, out _) ? Done.Value : Refusal.NotFound);

        public Task<Result<AgentView>> Get() => Task.FromResult<Result<AgentView>>(
            world.Agents.TryGetValue(key, out var draft) ? new AgentView(new(key.Id), draft, new AgentProfile(), 0) : Refusal.NotFound);

        public Task<Result<AgentView>> Change(ChangeAgent command)
        {
            if (world.Agents.TryGetValue(key, out var draft))
                world.Agents[key] = (Agent.Default with { Draft = draft }).With(command);
            return Get();
        }

        public async Task<Result<AgentView>> Publish() =>
            await Get() is { Granted: true } result ? result.Value with { Published = result.Value.Draft, Version = 1 } : Refusal.NotFound;

        public Task<Result<ReplayView>> Replay(ReplayTurns command) => Task.FromResult<Result<ReplayView>>(
            world.Agents.ContainsKey(key) ? new ReplayView([new ReplayedTurn(default, command.Last, 0, null)], 1) : Refusal.NotFound);
    }

    private sealed class AgentsOf(FakeGrains world, TenantId tenant) : IAgentsGrain
    {
        public Task<Page<AgentView>> List(string? after, int limit) => Task.FromResult(PageOf(
            world.Agents.Where(one => one.Key.Tenant == tenant)
                .Select(one => (one.Key.Id, new AgentView(new(one.Key.Id), one.Value, one.Value, 0))), after, limit));
    }

    private sealed class QuarantinedOf(FakeGrains world, TenantKey key) : IQuarantinedGrain
    {
        public Task<Result<Done>> Keep(UnreadPiece piece) => throw new NotSupportedException("For silos.");

        public Task<Result<QuarantinedView>> Retry() => Task.FromResult<Result<QuarantinedView>>(
            world.Quarantine.TryRemove(key, out var view) ? view with { Retries = view.Retries + 1 } : Refusal.NotFound);

        public Task<Result<Done>> Discard() => Task.FromResult<Result<Done>>(
            world.Quarantine.TryRemove(key, out _) ? Done.Value : Refusal.NotFound);
    }

    private sealed class QuarantineOf(FakeGrains world, TenantId tenant) : IQuarantineGrain
    {
        public Task<Page<QuarantinedView>> List(string? after, int limit) => Task.FromResult(PageOf(
            world.Quarantine.Where(one => one.Key.Tenant == tenant).Select(one => (one.Key.Id, one.Value)), after, limit));
    }
}
