using System.Globalization;

namespace Athera.Lab.Phones;

/// <summary>Names and numbers of people who do not exist: the numbers are from the range kept for fiction, 555-0100 to 0199.</summary>
internal static class MadeUpCustomers
{
    private const int NumbersPerArea = 100;

    private static readonly string[] Areas = ["202", "212", "303", "312", "404", "415", "503", "617", "702", "713"];

    private static readonly string[] Names =
    [
        "Dana Field", "Noah Reed", "Lena Brook", "Omar Hill", "Ida Stone", "Ravi Marsh", "Sofia Glen", "Theo Wood",
        "Mina Shore", "Jonas Heath", "Aiko Vale", "Carla Ridge",
    ];

    /// <summary>The number at a position; business numbers of the demonstration are left to it, they end below 40.</summary>
    public static string Number(int position)
    {
        var area = Areas[position / NumbersPerArea % Areas.Length];
        var line = (position + 40) % NumbersPerArea;
        return string.Create(CultureInfo.InvariantCulture, $"1{area}55501{line:00}");
    }

    public static string Name(int position) => Names[position % Names.Length];
}
