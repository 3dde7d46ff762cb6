using Athera.Agents;
using Athera.Channels;
using Athera.Silo.Settings;
using Athera.Tenants;

namespace Athera.Silo.Demo;

/// <summary>Sees to it that the demo tenant exists, with its accounts and an agent that knows a little. What exists stays as it is.</summary>
internal sealed partial class DemoTenant(
    IGrainFactory grains, SiloSettings settings, IConfiguration configuration, ILogger<DemoTenant> log) : IHostedService
{
    /// <summary>What the offline model can read: a topic, a colon and what to say about it.</summary>
    private const string Instructions =
        """
        You answer the customers of Bella Pizza, briefly and kindly. When you do not know, say so.
        deliver, delivery, sunday: Yes, we deliver every day, Sundays included, from 11:00 to 22:00.
        open, opening, hours, closed: We are open every day from 11:00 to 22:00.
        table, reservation, reserve, book: Tell me for how many people and when, and a colleague confirms your table.
        price, cost, menu, pizza: Our pizzas are 9 to 14 euros; the menu is on bellapizza.example.
        order, status: Send me your order number and a colleague looks it up.
        address, where, located: We are at 12 Harbour Street, next to the old lighthouse.
        human, person, colleague, agent: A colleague will join this chat.
        price of Margherita: 9.00 EUR
        price of Diavola: 12.00 EUR
        price of Porto: 14.00 EUR
        """;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var tenant = grains.Get<ITenantGrain>(TenantId.Platform, DemoAccounts.Tenant.Value);
        var created = await tenant.Create(new CreateTenant("Bella Pizza", "owner@bellapizza.example", settings.DemoAdminKey));
        Expect(created.Granted || created.Refusal.Kind == RefusalKind.Conflict, "tenant");
        Expect((await tenant.Admit(settings.DemoAdminKey)).Granted, "key");
        foreach (var (id, account) in DemoAccounts.All)
            Expect((await grains.Get<IChannelAccountGrain>(DemoAccounts.Tenant, id.Value).Connect(account)).Granted, account.Kind);
        // Where this process is reached depends on its port, so the pages that may show the chat are told anew at every start.
        var chat = grains.Get<IChannelAccountGrain>(DemoAccounts.Tenant, DemoAccounts.Chat.Value);
        var command = DemoAccounts.WebChat(DemoOrigins.Of(settings, configuration));
        Expect((await chat.Connect(command)).Granted, command.Kind);
        if (await chat.Get() is { Value: { } connected } && connected.Settings.GetValueOrDefault("allowedOrigins") != command.Settings["allowedOrigins"])
            Expect((await chat.Change(new ChangeChannelAccount(null, new Dictionary<string, string>
            {
                ["allowedOrigins"] = command.Settings["allowedOrigins"],
            }, null))).Granted, command.Kind);
        var agent = grains.Get<IAgentGrain>(DemoAccounts.Tenant, DefaultAgent.IdOf(DemoAccounts.Tenant).Value);
        if (await agent.Get() is { Value.Version: 0 })
        {
            await agent.Change(new ChangeAgent { Name = "Bella", Instructions = Instructions });
            Expect((await agent.Publish()).Granted, "agent");
        }
        Expect(await DemoKnowledge.AddAsync(grains), "knowledge");
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A demo that is not whole is still an Athera: whoever brought their own data directory goes on with that.
    private void Expect(bool granted, string part)
    {
        if (!granted)
            Incomplete(log, part);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The demo tenant's {Part} could not be set up")]
    private static partial void Incomplete(ILogger log, string part);
}
