using Athera.Messages;

namespace Athera.Improvement;

/// <summary>
/// The one way by which anything customers wrote can be used for improving the service. Closed unless the tenant opens it, and then
/// for contacts alone that have agreed to it (<see cref="Contacts.ConsentPurposes.Improvement"/>), from when they agreed until they take it
/// back. What is given out is recorded first. Key: tenant and the id derived from it.
/// </summary>
[Alias("Athera.IImprovementExportGrain")]
public interface IImprovementExportGrain : IGrainWithStringKey
{
    /// <summary>Whether it is open, and what was given out last.</summary>
    [Alias("Get")]
    Task<Result<ImprovementView>> Get();

    /// <summary>Opens or closes it.</summary>
    [Alias("Allow")]
    Task<Result<ImprovementView>> Allow(AllowImprovement command);

    /// <summary>Gives out a page of samples.</summary>
    [Alias("Export")]
    Task<Result<Page<ImprovementSample>>> Export(ExportSamples command);
}

/// <summary>Where a tenant's way out is found.</summary>
public static class ImprovementExport
{
    /// <summary>Its id.</summary>
    public static OpaqueId IdOf(TenantId tenant) => tenant.IdOf("improvement"u8);
}

/// <summary>Opens or closes the way out.</summary>
/// <param name="Allowed">Whether samples may be given out.</param>
/// <param name="User">Who decides; opaque.</param>
[GenerateSerializer, Immutable, Alias("Athera.AllowImprovement")]
public sealed record AllowImprovement([property: Id(0)] bool Allowed, [property: Id(1)] string User);

/// <summary>Asks for samples.</summary>
/// <param name="User">Who asks; opaque.</param>
/// <param name="After">Where the page before ended.</param>
/// <param name="Limit">How many conversations are looked through, 1 to 50.</param>
[GenerateSerializer, Immutable, Alias("Athera.ExportSamples")]
public sealed record ExportSamples([property: Id(0)] string User, [property: Id(1)] string? After, [property: Id(2)] int Limit);

/// <summary>The state of the way out.</summary>
/// <param name="Allowed">Whether it is open.</param>
/// <param name="Exports">What was given out last, oldest first; the journal keeps all.</param>
[GenerateSerializer, Immutable, Alias("Athera.ImprovementView")]
public sealed record ImprovementView([property: Id(0)] bool Allowed, [property: Id(1)] IReadOnlyList<ImprovementExported> Exports);

/// <summary>Something was given out.</summary>
/// <param name="At">When.</param>
/// <param name="User">To whom; opaque.</param>
/// <param name="Samples">The agent's messages it was about.</param>
[GenerateSerializer, Immutable, Alias("Athera.ImprovementExported")]
public sealed record ImprovementExported(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] string User, [property: Id(2)] IReadOnlyList<MessageId> Samples);

/// <summary>What an agent was told and what it said to that; numbers, addresses and names are masked.</summary>
/// <param name="Id">The agent's message.</param>
/// <param name="Before">What was said before, oldest first.</param>
/// <param name="Answer">What the agent said.</param>
[GenerateSerializer, Immutable, Alias("Athera.ImprovementSample")]
public sealed record ImprovementSample(
    [property: Id(0)] MessageId Id, [property: Id(1)] IReadOnlyList<SampleLine> Before, [property: Id(2)] string Answer)
{
    /// <summary>Says the id only.</summary>
    public override string ToString() => $"ImprovementSample({Id})";
}

/// <summary>Something said.</summary>
/// <param name="By">The contact or the agent.</param>
/// <param name="Text">What.</param>
[GenerateSerializer, Immutable, Alias("Athera.SampleLine")]
public sealed record SampleLine([property: Id(0)] AuthorKind By, [property: Id(1)] string Text)
{
    /// <summary>Says who only.</summary>
    public override string ToString() => $"SampleLine({By})";
}
