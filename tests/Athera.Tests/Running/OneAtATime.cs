using Xunit;

namespace Athera.Tests.Running;

/// <summary>Each of these tests is a whole system that wants the machine for itself.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneAtATime
{
    public const string Name = "Running";
}
