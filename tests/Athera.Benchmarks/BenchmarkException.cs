namespace Athera.Benchmarks;

/// <summary>A measurement that means nothing: a server did not start, an answer was not 200, a reply did not come.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
