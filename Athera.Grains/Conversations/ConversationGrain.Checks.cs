using Athera.Tasks;

namespace Athera.Conversations;

// What nobody knows becomes a task. Its id follows from the call, so however often it is tried there is one.
public sealed partial class ConversationGrain
{
    private async Task PassCheckAsync(Conversation state, CheckPassing passing)
    {
        if (state.Checks.FirstOrDefault(c => c.Call == passing.Call) is not { } owed)
            return;
        try
        {
            var id = await ids.OfAsync(Key.Tenant, "task-of-unknown", $"{Id}.{owed.Call}", CancellationToken.None);
            var created = await GrainFactory.Get<ITaskGrain>(Key.Tenant, id).Create(CheckObligation.TaskOf(owed, Id, state.Contact));
            if (created.Refusal is { Kind: RefusalKind.Unavailable })
                return;
            if (created.Refusal is { } refusal)
                log.NoTaskMade(Id, owed.Call, refusal.Code);
            var now = await CircumstancesAsync(state.Account);
            var task = created.Granted ? new TaskId(id) : (TaskId?)null;
            var commit = await DecideAsync(s => CheckObligation.Passed(s, owed.Call, task, created.Refusal?.Code, now()).Events);
            Follow(commit);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What does not pass by itself is tried again too, for nobody else would notice that a task is missing.
            log.CheckNotPassed(Id, passing.Call, e);
        }
    }
}
