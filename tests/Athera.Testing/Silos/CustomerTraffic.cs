using System.Collections.Concurrent;
using System.Globalization;
using Athera.Lab.Ledgers;
using Athera.Lab.Meta;

namespace Athera.Testing.Silos;

/// <summary>
/// Customers who each write the next message when the one before was accepted, so that it is known which order is right. They do not
/// wait for the answer to it, but for the answer to the one before. Meta repeats every message until it hears 200.
/// </summary>
/// <param name="athera">Whom they write to.</param>
/// <param name="customers">How many, at most 100.</param>
/// <param name="messages">How many messages each writes.</param>
/// <param name="first">The number of the first, so that others may have written before them.</param>
public sealed class CustomerTraffic(IServesCustomers athera, int customers, int messages, int first = 0)
{
    // A kill can catch the same customer's message again and again, and each time it is not sent anew before the provider has had its
    // time to report. How soon all is well after the last kill is what the histories are waited for.
    private static readonly TimeSpan _longestAnswer = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<string, ConcurrentQueue<WhatsAppText>> _accepted = new();

    /// <summary>Messages accepted so far, by number in the order of being accepted.</summary>
    public Ledger<long> Accepted { get; } = new(1_000_000);

    /// <summary>How many there will be in the end.</summary>
    public long Total => (long)customers * messages;

    /// <summary>Has all of them write, and ends when all of it was accepted.</summary>
    public Task WriteAsync(CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(first, customers).Select(number => WriteAsync(Customer(number), cancellation)));

    /// <summary>Waits until everything that was accepted is settled, and gives what is known of each customer.</summary>
    public async Task<IReadOnlyList<CustomerHistory>> HistoriesAsync(CancellationToken cancellation)
    {
        var histories = new List<CustomerHistory>();
        foreach (var customer in _accepted.Keys.Order())
            histories.Add(await Eventually.LastAsync(() => HistoryAsync(customer, cancellation), history => history.IsSettled, cancellation));
        return histories;
    }

    private async Task WriteAsync(string customer, CancellationToken cancellation)
    {
        var accepted = _accepted.GetOrAdd(customer, _ => new ConcurrentQueue<WhatsAppText>());
        for (var number = 0; number < messages; number++)
        {
            if (number > 1)
                await AnsweredAsync(customer, number - 1, cancellation);
            var text = RunningAthera.Text(customer, $"{customer} asks {number}");
            await athera.Lab.MetaWebhooks.PostAsync(MetaWebhooks.Texts(athera.WhatsApp, text), athera.Retries, cancellation);
            accepted.Enqueue(text);
            Accepted.Add(sequence => sequence);
        }
    }

    private async Task AnsweredAsync(string customer, int answers, CancellationToken cancellation)
    {
        try
        {
            await athera.Lab.Graph.Sends.WaitForAsync(answers, send => send.Recipient == customer, _longestAnswer, cancellation);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{answers} answers were waited for: {await HistoryAsync(customer, cancellation)}");
        }
    }

    private async Task<CustomerHistory> HistoryAsync(string customer, CancellationToken cancellation)
    {
        var conversations = await athera.Api.ConversationsOfAsync($"+{customer}", cancellation);
        var transcripts = await Task.WhenAll(conversations.Select(one => athera.Api.MessagesAsync(one.Id, cancellation)));
        return new CustomerHistory
        {
            Customer = customer,
            Accepted = [.. _accepted[customer]],
            Transcript = [.. transcripts.SelectMany(transcript => transcript)],
            Sends = [.. athera.Lab.Graph.Sends.Entries.Where(send => send.Recipient == customer)],
        };
    }

    // Numbers that belong to nobody: 555-0100 to 555-0199.
    private static string Customer(int number) => string.Create(CultureInfo.InvariantCulture, $"120255501{number:00}");
}
