using System.Collections.Concurrent;
using Athera.Improvement;
using Athera.Messages;

namespace Athera.Tests.Api;

/// <summary>Ways out, open or closed. Whose samples may be given out is decided elsewhere.</summary>
internal sealed partial class FakeGrains
{
    /// <summary>Who opened the way out of a tenant.</summary>
    public ConcurrentDictionary<TenantKey, string> OpenedBy { get; } = new();

    /// <summary>What was asked last.</summary>
    public ExportSamples? LastExport { get; private set; }

    /// <summary>The only sample there is.</summary>
    public static ImprovementSample Sample { get; } = new(
        new MessageId(new ConversationId(OpaqueId.FromBytes(new byte[16])), 7), [new SampleLine(AuthorKind.Contact, "Hi")], "Hello [name]");

    private sealed class ImprovementOf(FakeGrains world, TenantKey key) : IImprovementExportGrain
    {
        public Task<Result<ImprovementView>> Get() => Task.FromResult<Result<ImprovementView>>(new ImprovementView(
            world.OpenedBy.ContainsKey(key), [new ImprovementExported(Start, "ann", [Sample.Id])]));

        public Task<Result<ImprovementView>> Allow(AllowImprovement command)
        {
            if (command.Allowed)
                world.OpenedBy[key] = command.User;
            else
                world.OpenedBy.TryRemove(key, out _);
            return Get();
        }

        public Task<Result<Page<ImprovementSample>>> Export(ExportSamples command)
        {
            world.LastExport = command;
            return Task.FromResult<Result<Page<ImprovementSample>>>(world.OpenedBy.ContainsKey(key)
                ? new Page<ImprovementSample>([Sample], "12")
                : new Refusal(RefusalKind.Conflict, "improvement_off", "Closed."));
        }
    }
}
