using System.Globalization;

namespace Athera.FaultRuns.Customers;

/// <summary>
/// Who takes part: tenants and conversations, each a number from 0. The same customers write to every tenant, so an answer that went
/// to the right person at the wrong business is seen as well.
/// </summary>
/// <param name="tenants">How many tenants, at least <see cref="LeastTenants"/>.</param>
/// <param name="conversations">How many conversations over all of them.</param>
internal sealed class Cast(int tenants, int conversations)
{
    /// <summary>Each part that is played needs a tenant, and most tenants have to play none.</summary>
    public const int LeastTenants = 12;

    private const long FirstNumber = 491_510_000_000;

    /// <summary>How many tenants.</summary>
    public int Tenants => tenants;

    /// <summary>How many conversations.</summary>
    public int Conversations => conversations;

    /// <summary>Fewer, and no conversation of the first tenant would run over Twilio.</summary>
    public int LeastConversations => (3 * tenants) + 1;

    /// <summary>
    /// The conversation that gets a large share of everything. It runs over Twilio: WhatsApp numbers are written to once in six
    /// seconds at most, so there a large share would wait for the pace and not for Athera.
    /// </summary>
    public int Hot => 3 * tenants;

    /// <summary>The tenant a conversation belongs to.</summary>
    public int TenantOf(int conversation) => conversation % tenants;

    /// <summary>Whether a conversation runs over Twilio: about every seventh.</summary>
    public bool IsTwilio(int conversation) => conversation / tenants % 7 == 3;

    /// <summary>The customer's number as digits.</summary>
    public string NumberOf(int conversation) => (FirstNumber + (conversation / tenants)).ToString(CultureInfo.InvariantCulture);

    /// <summary>The conversation of a tenant with a customer; -1 when there is none.</summary>
    public int Find(int tenant, ReadOnlySpan<char> number)
    {
        if (!long.TryParse(number.TrimStart('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
            return -1;
        var conversation = ((digits - FirstNumber) * tenants) + tenant;
        return digits >= FirstNumber && conversation < conversations ? (int)conversation : -1;
    }

    /// <summary>What is special about a tenant; the same in every run with as many tenants.</summary>
    public Part PartOf(int tenant) => (tenants - tenant) switch
    {
        _ when tenant == TenantOf(Hot) => Part.Hot,
        1 => Part.TokenRevoked,
        2 or 3 => Part.RoughProvider,
        4 => Part.AnswersLost,
        5 or 6 => Part.BrokenModel,
        7 => Part.SlowProvider,
        _ when tenant % 8 == 4 => Part.Bursts,
        _ => Part.None,
    };
}
