using System.Collections.Concurrent;
using Athera.Journal;
using Athera.Turns.Models;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Athera.Turns.Spending;

/// <summary>
/// Keeps a tenant's models within its money for a day, over all silos: before a call its price is taken from what this silo has been
/// granted, and a grant stands in the journal before it is spent. What a silo was granted and did not spend counts as spent.
/// </summary>
public sealed class SpendDesk(IGrainFactory grains, IOptions<ModelOptions> options, TimeProvider clock)
{
    /// <summary>A grant is this part of the day's money, so that few are needed and little is lost with a silo.</summary>
    private const int Parts = 100;

    /// <summary>Characters of a prompt that are taken for one token before the provider has counted; fewer than it mostly is.</summary>
    private const int CharactersPerToken = 3;

    private readonly ConcurrentDictionary<TenantId, Purse> _purses = new();

    internal sealed class Purse(DateOnly day)
    {
        public DateOnly Day { get; } = day;
        public long Left { get; set; }
        public SemaphoreSlim Filling { get; } = new(1);
    }

    /// <summary>What one call costs.</summary>
    public sealed class Bill
    {
        private readonly SpendDesk _desk;
        private readonly Purse? _purse;
        private readonly long _taken;

        internal Bill(SpendDesk desk, Purse? purse, long taken) => (_desk, _purse, _taken) = (desk, purse, taken);

        /// <summary>Counts what the provider counted, and gives back what was taken beyond it. A call that fails is paid as estimated.</summary>
        /// <returns>What it cost, in millionths.</returns>
        public long Settle(string model, long inputTokens, long outputTokens)
        {
            var micros = _desk.PriceOf(model)?.MicrosOf(inputTokens, outputTokens) ?? 0;
            if (_purse is { } purse)
            {
                lock (purse)
                    purse.Left += _taken - micros;
            }
            return micros;
        }
    }

    /// <summary>Takes the price of a call; <see langword="null"/> if there is no money for it.</summary>
    /// <param name="tenant">Who pays.</param>
    /// <param name="perDay">Its money for a day; 0 for no limit.</param>
    /// <param name="kind">The member of the model family.</param>
    /// <param name="messages">What the model is to read.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StoreUnavailableException">It cannot be told whether there is.</exception>
    public async ValueTask<Bill?> OpenAsync(
        TenantId tenant, long perDay, string kind, IReadOnlyList<ChatMessage> messages, CancellationToken cancellation)
    {
        if (perDay <= 0 || kind == Models.Offline.OfflineChatClient.ModelName)
            return new Bill(this, null, 0);
        if (PriceOf(options.Value.Name) is not { } price)
            return null;
        var characters = messages.Sum(m => m.Contents.Sum(c => c switch
        {
            TextContent text => text.Text.Length,
            FunctionResultContent { Result: string text } => text.Length,
            _ => 200,
        }));
        var estimate = price.MicrosOf((characters / CharactersPerToken) + 1, options.Value.MaxOutputTokens);
        var purse = PurseOf(tenant);
        return await TakeAsync(tenant, purse, perDay, estimate, cancellation) ? new Bill(this, purse, estimate) : null;
    }

    private ModelPrice? PriceOf(string model) =>
        options.Value.Prices.TryGetValue(model, out var price) || options.Value.Prices.TryGetValue(options.Value.Name, out price) ? price : null;

    private Purse PurseOf(TenantId tenant)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return _purses.AddOrUpdate(tenant, _ => new Purse(today), (_, purse) => purse.Day == today ? purse : new Purse(today));
    }

    private async Task<bool> TakeAsync(TenantId tenant, Purse purse, long perDay, long micros, CancellationToken cancellation)
    {
        await purse.Filling.WaitAsync(cancellation);
        try
        {
            while (!TryTake(purse, micros))
            {
                var wanted = Math.Max(micros, perDay / Parts);
                var granted = await grains.Get<ISpendGrain>(tenant, SpendGrain.IdOf(tenant)).Grant(new SpendWish(purse.Day, wanted, micros, perDay));
                if (!granted.Granted)
                    throw new StoreUnavailableException("A grant could not be stored.");
                if (granted.Value.Micros is var more && more == 0)
                    return false;
                lock (purse)
                    purse.Left += more;
            }
            return true;
        }
        finally
        {
            purse.Filling.Release();
        }
    }

    private static bool TryTake(Purse purse, long micros)
    {
        lock (purse)
        {
            if (purse.Left < micros)
                return false;
            purse.Left -= micros;
            return true;
        }
    }
}
