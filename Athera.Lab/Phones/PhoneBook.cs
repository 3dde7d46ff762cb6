using System.Security.Cryptography;
using Athera.Lab.Wire;

namespace Athera.Lab.Phones;

/// <summary>
/// The customers of the lab and what went over the wire, with a number for every change. One lock guards it all, so that
/// somebody who asks for the changes after a number can never miss one.
/// </summary>
internal sealed class PhoneBook(TimeProvider time)
{
    private const int PhoneLimit = 1000;
    private const int MessageLimit = 500;
    private const int WireLimit = 300;
    private const int RememberedMessages = 20_000;
    private static readonly TimeSpan TypingLasts = TimeSpan.FromSeconds(25);
    private readonly Lock gate = new();
    private readonly Dictionary<string, LabPhone> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LabPhone> byAddress = new(StringComparer.Ordinal);
    private readonly RecentMap<LabPhone> byMessage = new(RememberedMessages);
    private readonly Queue<WireView> wire = new();
    private TaskCompletionSource changed = NewSignal();
    private long version;
    private int madeUp;

    public PhoneView? Create(string? name, string? number)
    {
        lock (gate)
        {
            var address = number is null ? UnusedAddress() : PhoneAddress.Of(number);
            if (address is null) return null;
            var phone = byAddress.GetValueOrDefault(address) ?? Add(address, name);
            Changed();
            return View(phone);
        }
    }

    public PhoneView? Find(string phoneId)
    {
        lock (gate) return byId.GetValueOrDefault(phoneId) is { } phone ? View(phone) : null;
    }

    /// <summary>Puts a message on the phone of an address; a number nobody has used yet gets a phone.</summary>
    public void Put(string? written, Func<string, PhoneMessage> message)
    {
        if (PhoneAddress.Of(written) is not { } address) return;
        lock (gate)
        {
            var phone = byAddress.GetValueOrDefault(address) ?? Add(address, name: null);
            var put = message(phone.Id) with { Version = ++version };
            phone.Put(put);
            byMessage.Add(put.Id, phone);
            Changed();
        }
    }

    public void Move(string messageId, MessageState state, string? note = null)
    {
        lock (gate)
        {
            byMessage.Find(messageId)?.Move(messageId, state, note, ++version);
            Changed();
        }
    }

    /// <summary>Shows the typing sign on the phone that wrote the message, as long as WhatsApp shows it.</summary>
    public void Typing(string messageId)
    {
        lock (gate)
        {
            byMessage.Find(messageId)?.Typing(time.GetUtcNow() + TypingLasts, ++version);
            Changed();
        }
    }

    public void Note(WireRecord record)
    {
        lock (gate)
        {
            var phone = byMessage.Find(record.MessageId)
                        ?? (PhoneAddress.Of(record.Customer) is { } address ? byAddress.GetValueOrDefault(address) : null);
            wire.Enqueue(new WireView(
                ++version, record.At, record.Provider, record.IsWebhook, record.Subject, record.Status, record.Attempt,
                Math.Round(record.Took.TotalMilliseconds, 1), phone?.Id));
            if (wire.Count > WireLimit) wire.Dequeue();
            Changed();
        }
    }

    /// <summary>What changed after <paramref name="since"/>; messages only of the phones asked for.</summary>
    public PhoneChanges Since(long since, IReadOnlyCollection<string> phoneIds)
    {
        lock (gate)
            return new PhoneChanges(
                version,
                [.. byId.Values.Where(phone => phone.Version > since).OrderBy(phone => phone.Version).Select(View)],
                [.. phoneIds.Select(byId.GetValueOrDefault).OfType<LabPhone>().SelectMany(phone => phone.Since(since))
                    .OrderBy(message => message.At)],
                [.. wire.Where(line => line.Version > since)]);
    }

    /// <summary>Ends when there is something after <paramref name="since"/>.</summary>
    public Task WaitAsync(long since, CancellationToken cancellation)
    {
        lock (gate) return version > since ? Task.CompletedTask : changed.Task.WaitAsync(cancellation);
    }

    private LabPhone Add(string address, string? name)
    {
        if (byId.Count >= PhoneLimit) Remove(byId.Values.MinBy(phone => phone.Version)!);
        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var phone = new LabPhone(id, address, name ?? MadeUpCustomers.Name(byId.Count), MessageLimit);
        phone.Touch(++version);
        byId.Add(phone.Id, phone);
        byAddress.Add(phone.Address, phone);
        return phone;
    }

    private void Remove(LabPhone phone)
    {
        byId.Remove(phone.Id);
        byAddress.Remove(phone.Address);
    }

    // There are more made-up numbers than phones, so one is always free.
    private string UnusedAddress()
    {
        string address;
        do address = MadeUpCustomers.Number(madeUp++);
        while (byAddress.ContainsKey(address));
        return address;
    }

    private PhoneView View(LabPhone phone) => new(
        phone.Id, phone.Name, PhoneAddress.Shown(phone.Address), phone.TypingUntil > time.GetUtcNow() ? phone.TypingUntil : null);

    private void Changed()
    {
        changed.SetResult();
        changed = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
