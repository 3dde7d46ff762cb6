using System.Collections.Frozen;

namespace Athera.Orders;

/// <summary>A currency of ISO 4217. Those without minor units (metals, funds, tests) are no money to order with and are not known.</summary>
/// <param name="Code">Three letters, upper case.</param>
/// <param name="MinorDigits">Digits behind the point.</param>
public sealed record Currency(string Code, int MinorDigits)
{
    private const string Two =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC "
        + "CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW "
        + "KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP "
        + "PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN "
        + "UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

    private const string None = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";

    private const string Three = "BHD IQD JOD KWD LYD OMR TND";

    private const string Four = "CLF UYW";

    private static readonly FrozenDictionary<string, Currency> Known =
        new[] { (None, 0), (Two, 2), (Three, 3), (Four, 4) }
            .SelectMany(group => group.Item1.Split(' '), (group, code) => new Currency(code, group.Item2))
            .ToFrozenDictionary(currency => currency.Code);

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<Currency> All => Known.Values;

    /// <summary>The currency with a code, upper case; <see langword="null"/> if there is none.</summary>
    public static Currency? Find(string? code) => code is null ? null : Known.GetValueOrDefault(code);

    /// <summary>A price in minor units; <see langword="null"/> if it has a part smaller than one, or is not 0 to <paramref name="most"/>.</summary>
    /// <param name="price">In units.</param>
    /// <param name="most">The largest amount, in minor units; at most 10^15.</param>
    public long? MinorUnits(decimal price, long most)
    {
        if (price < 0 || price > most)
            return null;
        for (var digit = 0; digit < MinorDigits; digit++)
            price *= 10;
        return price <= most && decimal.IsInteger(price) ? (long)price : null;
    }
}
