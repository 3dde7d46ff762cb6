using Athera.Mutants.Runs;
using Athera.Mutants.Sources;

namespace Athera.Mutants.Catalog;

/// <summary>The product with one of its protections taken out, and the run that has to notice.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Promise">What the product no longer keeps.</param>
/// <param name="Run">The run that shows it.</param>
/// <param name="Edits">What is changed.</param>
internal sealed record Mutant(string Name, string Promise, FaultRun Run, params SourceEdit[] Edits);
