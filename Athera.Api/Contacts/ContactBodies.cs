using System.ComponentModel.DataAnnotations;
using Athera.Api.Contract;

namespace Athera.Api.Contacts;

/// <summary>A contact entered by hand.</summary>
public sealed record CreateContactBody
{
    /// <summary>Its name, if known.</summary>
    [StringLength(200)]
    public string? Name { get; init; }

    /// <summary>Its phone number with country code, if known.</summary>
    [StringLength(64)]
    public string? Phone { get; init; }

    /// <summary>Says nothing about the person.</summary>
    public override string ToString() => nameof(CreateContactBody);
}

/// <summary>What to correct; what is left out stays.</summary>
public sealed record ChangeContactBody
{
    /// <summary>New name; empty removes it.</summary>
    [StringLength(200)]
    public string? Name { get; init; }

    /// <summary>Values to set by name; an empty value removes one.</summary>
    [MaxLength(50), EachText(MaxLength = 1000, MaxNameLength = 64)]
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>Says nothing about the person.</summary>
    public override string ToString() => nameof(ChangeContactBody);
}

/// <summary>The other contact of a merge.</summary>
public sealed record WithContactBody
{
    /// <summary>Its id.</summary>
    [Required]
    public ContactId? With { get; init; }
}

/// <summary>What a contact agreed to or took back.</summary>
public sealed record ConsentBody
{
    /// <summary>
    /// For what. <c>marketing</c>: on every channel, and never sent without. <c>messages</c>: anything at all over one channel account,
    /// as if the contact had written STOP or START there. <c>improvement</c>: what is said from then on may be in samples by which the
    /// service is improved. Any other is only recorded.
    /// </summary>
    [Required, StringLength(64)]
    public string Purpose { get; init; } = "";

    /// <summary>Agreed, or taken back.</summary>
    [Required]
    public bool? Granted { get; init; }

    /// <summary>Where it was said, such as <c>web form</c>.</summary>
    [Required, StringLength(200)]
    public string Source { get; init; } = "";

    /// <summary>For <c>messages</c>: over which channel account.</summary>
    public ChannelAccountId? ChannelAccountId { get; init; }
}
