using System.Net;
using System.Text.Json;
using Athera.Testing.Silos;
using Athera.Tests.Storage;
using Xunit;

namespace Athera.Tests.Running;

/// <summary>An order accepted is an order made, and made once.</summary>
public abstract class CartKillTests(Func<string, Task<SiloStorage>> engine) : RunningTests(engine)
{
    private const int Kills = 4, CartsEach = 6;

    [Fact]
    public async Task Of_every_cart_accepted_there_is_one_order_however_often_Athera_is_killed()
    {
        await using var athera = await StartAsync();
        await athera.Api.ChangeAgentAsync(new { enabled = false }, Cancellation);
        for (var kill = 0; kill < Kills; kill++)
        {
            // Each killed as soon as the last is accepted, when some of their orders are made and others are not.
            await Task.WhenAll(Enumerable.Range(0, CartsEach).Select(async number =>
            {
                var webhook = Carts.Webhook(athera, $"1202555{kill:00}{number % 3:00}", $"wamid.cart-{kill}-{number}");
                using var answer = await athera.Api.PostAsync(webhook, Cancellation);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }));
            await athera.Silo.KillAsync();
            await athera.Silo.StartAsync(Cancellation);
        }

        var orders = await Carts.OrdersAsync(athera, "state=placed", Kills * CartsEach, Cancellation);

        Assert.Equal(Kills * CartsEach, orders.Select(MessageOf).Distinct().Count());
        Assert.Empty(await athera.Api.ListAsync<JsonElement>("orders?state=draft", Cancellation));
    }

    private static string? MessageOf(JsonElement order) => order.GetProperty("origin").GetProperty("message").GetString();
}

public sealed class CartKillOnSqliteTests() : CartKillTests(Engines.Sqlite);

public sealed class CartKillOnPostgresTests(SharedPostgres postgres) : CartKillTests(Engines.Postgres(postgres));
