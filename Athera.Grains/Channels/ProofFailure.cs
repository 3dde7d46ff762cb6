namespace Athera.Channels;

/// <summary>Why a protocol does not believe a request, and what else it may have been meant as.</summary>
/// <param name="Reason">One of <see cref="RefusalReasons"/>.</param>
/// <param name="Addresses">Of providers that sign the address: those it was checked against, without what the sender put behind them.</param>
/// <param name="Guesses">
/// Likely mistakes, each as the request or context that would be right if it were the mistake. Nothing is believed because of them:
/// when one holds, that tells what to correct.
/// </param>
public sealed record ProofFailure(string Reason, IReadOnlyList<string> Addresses, IEnumerable<ProofGuess> Guesses)
{
    /// <summary>Nothing more is known than that the signature is not right.</summary>
    public static ProofFailure WrongSignature { get; } = new(RefusalReasons.WrongSignature, [], []);

    /// <summary>There is nothing that could be right under any secret.</summary>
    public static ProofFailure Of(string reason) => new(reason, [], []);
}

/// <summary>What a request may have been meant as.</summary>
/// <param name="Request">The request as it may have been signed.</param>
/// <param name="Context">The addresses it may have been signed for.</param>
/// <param name="Cause">One of <see cref="RefusalCauses"/>: what is then wrong.</param>
/// <param name="Address">The address that was then signed, without a query, if the mistake is the address.</param>
public sealed record ProofGuess(WebhookRequest Request, ProofContext Context, string Cause, string? Address = null)
{
    /// <summary>Says the cause only.</summary>
    public override string ToString() => $"ProofGuess({Cause})";
}
