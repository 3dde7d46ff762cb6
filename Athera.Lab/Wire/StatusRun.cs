namespace Athera.Lab.Wire;

/// <summary>Carries out a status plan in the background.</summary>
internal static class StatusRun
{
    /// <summary>
    /// Tells the statuses of one message. Telling moves the message on and posts the webhook; it ends when that was accepted
    /// or given up.
    /// </summary>
    public static void Start(
        Background background, StatusPlan plan, TimeProvider time, Func<string, CancellationToken, Task> tell)
    {
        if (plan.Statuses.IsEmpty) return;
        if (plan.InOrder)
        {
            background.TryRun(cancellation => TellAllAsync(plan, time, tell, cancellation));
            return;
        }

        for (var index = 0; index < plan.Statuses.Length; index++)
        {
            var status = plan.Statuses[index];
            var delay = plan.Delay * (index + 1);
            background.TryRun(cancellation => TellAsync(plan, time, delay, status, tell, cancellation));
        }
    }

    private static async Task TellAllAsync(
        StatusPlan plan, TimeProvider time, Func<string, CancellationToken, Task> tell, CancellationToken cancellation)
    {
        foreach (var status in plan.Statuses) await TellAsync(plan, time, plan.Delay, status, tell, cancellation);
    }

    private static async Task TellAsync(
        StatusPlan plan, TimeProvider time, TimeSpan delay, string status, Func<string, CancellationToken, Task> tell,
        CancellationToken cancellation)
    {
        if (delay > TimeSpan.Zero) await Task.Delay(delay, time, cancellation);
        await Task.WhenAll(Enumerable.Range(0, plan.Copies).Select(_ => tell(status, cancellation)));
    }
}
