using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Athera.Keys;

namespace Athera.Spool;

/// <summary>
/// What keeps its order in the spool: the webhooks of one sender to one account. Others pass, so that one conversation that cannot be
/// reached does not make a whole account wait.
/// </summary>
/// <param name="Account">The account.</param>
/// <param name="Sender">A keyed hash of the sender; two that share one merely wait for each other. 0 for all whose sender is not known.</param>
public readonly record struct SpoolLane(ChannelAccountId Account, ulong Sender)
{
    private const char Separator = '-';

    private static readonly byte[] Use = "spool-sender"u8.ToArray();

    /// <summary>The lane of a sender.</summary>
    /// <param name="key">Hashes the sender's name, which must not stand in the name of a file.</param>
    /// <param name="account">The account.</param>
    /// <param name="sender">The sender, if known.</param>
    internal static SpoolLane Of(TokenKey key, ChannelAccountId account, string? sender)
    {
        if (sender is null)
            return new SpoolLane(account, 0);
        Span<byte> hash = stackalloc byte[TokenKey.SignatureSize];
        key.Sign([.. Use, .. Encoding.UTF8.GetBytes($"{account}{Separator}{sender}")], hash);
        return new SpoolLane(account, BinaryPrimitives.ReadUInt64BigEndian(hash));
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; a name without a sender is one of an earlier release.</summary>
    internal static bool TryParse(string text, out SpoolLane lane)
    {
        var (account, sender) = (text, 0UL);
        if (text.IndexOf(Separator, StringComparison.Ordinal) is >= 0 and var at)
        {
            account = text[..at];
            if (!ulong.TryParse(text.AsSpan(at + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out sender))
                account = "";
        }
        var parsed = ChannelAccountId.TryParse(account, out var id);
        lane = new SpoolLane(id, sender);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Account}{Separator}{Sender:x16}");
}
