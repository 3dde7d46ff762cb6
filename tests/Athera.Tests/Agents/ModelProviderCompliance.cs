using Athera.Agents;
using Athera.Conversations;
using Athera.Lab;
using Athera.Messages;
using Athera.Turns;
using Athera.Turns.Models;
using Athera.Turns.Models.Offline;
using Athera.Turns.Models.OpenAI;
using Athera.Turns.Spending;
using Athera.Turns.Tools;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Athera.Tests.Agents;

/// <summary>What every way to reach a model must do. A member inherits the suite and says how it is set up.</summary>
public abstract class ModelProviderCompliance : IAsyncLifetime
{
    private ModelCatalog? _catalog;

    protected LabServer Lab { get; private set; } = null!;

    /// <summary>The turn's clock. What the lab waits for is real.</summary>
    internal WatchedClock Clock { get; } = new();

    /// <summary>The member's settings, for the fakes of the lab where it needs a network.</summary>
    protected abstract ModelOptions Options { get; }

    /// <summary>How Azure is reached.</summary>
    protected virtual IModelProvider Azure => new AzureOpenAIProvider(Clock);

    public async ValueTask InitializeAsync() => Lab = await LabServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _catalog?.Dispose();
        await Lab.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_question_is_answered_and_what_it_cost_is_counted()
    {
        var proposal = await AskAsync("hello");

        Assert.Equal((7, null), (proposal.Turn, proposal.Fault));
        Assert.Contains("hello", proposal.Reply, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(proposal.Model!);
        Assert.True(proposal is { InputTokens: > 0, OutputTokens: > 0 });
    }

    [Fact]
    public async Task Many_questions_at_once_each_get_their_own_answer()
    {
        var proposals = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync("hello")));

        Assert.All(proposals, p => Assert.Contains("hello", p.Reply, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_turn_that_was_stopped_proposes_nothing() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync("hello", cancellation: new CancellationToken(canceled: true)));

    /// <summary>Brings a turn to its proposal.</summary>
    protected async Task<TurnProposal> AskAsync(
        string question, string? fallback = null, TimeSpan? timeout = null, DateTimeOffset? deadline = null,
        CancellationToken cancellation = default) =>
        (await ReplyAsync(question, fallback, timeout, deadline, [], [], cancellation))
            .Propose(new TurnOrder { Turn = 7, Profile = new(), Lines = [], Deadline = default }, 0);

    /// <summary>Asks for one step of a turn.</summary>
    internal Task<ModelReply> ReplyAsync(
        string question, string? fallback = null, TimeSpan? timeout = null, DateTimeOffset? deadline = null,
        IReadOnlyList<ITool>? tools = null, IReadOnlyList<TurnStep>? steps = null, CancellationToken cancellation = default)
    {
        var options = Options;
        options.Fallback = fallback;
        options.Timeout = timeout ?? TimeSpan.FromSeconds(20);
        var wrapped = Microsoft.Extensions.Options.Options.Create(options);
        _catalog ??= new ModelCatalog([new OfflineProvider([]), new OpenAIProvider(), Azure], wrapped);
        // Without a budget in money nobody is asked for any.
        var spending = new SpendDesk(null!, wrapped, Clock);
        var model = new TurnModel(_catalog, wrapped, spending, Clock, NullLogger<TurnModel>.Instance);
        var profile = new AgentProfile { Instructions = "Be brief." };
        return model.AnswerAsync(
            TenantId.Platform,
            new TurnOrder
            {
                Turn = 7,
                Profile = profile,
                Lines = [new(AuthorKind.Contact, "earlier"), new(AuthorKind.Agent, "answer"), new(AuthorKind.Contact, question)],
                Deadline = deadline ?? DateTimeOffset.MaxValue,
                Boundary = "00ff",
            },
            steps ?? [], TurnOffer.Of(profile, new ToolBook(tools ?? [])), null, cancellation);
    }
}

public sealed class OfflineModelCompliance : ModelProviderCompliance
{
    protected override ModelOptions Options => new();
}
