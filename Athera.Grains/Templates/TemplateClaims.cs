using Athera.Journal;
using Athera.Keys;

namespace Athera.Templates;

/// <summary>What a template holds so that its provider's webhooks find its tenant on a route that accounts share.</summary>
public static class TemplateClaims
{
    /// <summary>The provider's id of it, hashed with Athera's own key: the first tenant that synced it has it.</summary>
    public static ClaimKey OfExternalId(LookupKey platform, string externalId) => platform.Hash("template", externalId);
}
