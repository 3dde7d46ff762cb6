using System.Globalization;

namespace Athera.Lab.Phones;

/// <summary>Names and numbers of people who do not exist: the numbers are from the range kept for fiction, 555-0100 to 0199.</summary>
internal static class MadeUpCustomers
{
    // Lines below 40 are left to the business numbers of a demonstration.
    private const int FirstLine = 40;
    private const int NumbersPerArea = 60;

    private static readonly string[] Areas =
    [
        "202", "206", "212", "213", "214", "215", "303", "305", "312", "313", "404", "415", "503", "512", "602", "612", "615",
        "617", "702", "713",
    ];

    private static readonly string[] Names =
    [
        "Dana Field", "Noah Reed", "Lena Brook", "Omar Hill", "Ida Stone", "Ravi Marsh", "Sofia Glen", "Theo Wood",
        "Mina Shore", "Jonas Heath", "Aiko Vale", "Carla Ridge",
    ];

    /// <summary>The digits of the number at a position; there are 1200, then they begin again.</summary>
    public static string Number(int position)
    {
        var area = Areas[position / NumbersPerArea % Areas.Length];
        var line = FirstLine + (position % NumbersPerArea);
        return string.Create(CultureInfo.InvariantCulture, $"1{area}55501{line:00}");
    }

    public static string Name(int position) => Names[position % Names.Length];
}
