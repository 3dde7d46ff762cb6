namespace Athera.Benchmarks.Plain;

/// <summary>A model that answers at once.</summary>
internal static class PlainModel
{
    public static string Answer(IReadOnlyList<(bool Outbound, string Text)> history) =>
        $"I am an automatic assistant. Thank you for writing: \"{history.First(line => !line.Outbound).Text}\" A colleague will look into it.";
}
