using Microsoft.AspNetCore.Http;

namespace Athera.Api.Contract;

/// <summary>A part of a request that reads itself. What cannot be read is a value too: the endpoint is then not run.</summary>
internal interface IReadInput
{
    /// <summary>What is wrong with it, if anything is.</summary>
    Problem? Wrong { get; }
}

/// <summary>Answers with the first problem among an endpoint's inputs.</summary>
internal static class ReadInputs
{
    public static async ValueTask<object?> Check(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        foreach (var argument in invocation.Arguments)
            if (argument is IReadInput { Wrong: { } problem })
                return problem;
        return await next(invocation);
    }
}
