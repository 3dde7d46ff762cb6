using System.Globalization;
using Athera.Messages;

namespace Athera.Orders;

/// <summary>What an order may hold, and who may move it where.</summary>
public static class OrderRules
{
    /// <summary>What all pieces of a line cost, in minor units.</summary>
    public static long Amount(OrderLine line) => checked(line.Quantity * line.UnitAmount);

    /// <summary>What lines come to, in minor units; <see langword="null"/> if that is more than an order may.</summary>
    public static long? Total(IEnumerable<OrderLine> lines)
    {
        // The limits of lines keep each amount and any number of lines that may be far below the end of this type.
        Int128 total = 0;
        foreach (var line in lines)
            total += (Int128)line.Quantity * line.UnitAmount;
        return total <= OrderLimits.Total ? (long)total : null;
    }

    /// <summary>What is wrong with a new order, by field.</summary>
    public static Dictionary<string, string> Check(CreateOrder command)
    {
        var problems = new Dictionary<string, string>();
        CheckLines(problems, command.Lines);
        if (command.State is not (OrderState.Draft or OrderState.Placed))
            problems["state"] = "must be draft or placed when it is created";
        if (command.Notes is { Length: > OrderLimits.Notes })
            problems["notes"] = $"is longer than {OrderLimits.Notes} characters";
        if (command.ExternalId is { Length: 0 or > OrderLimits.ExternalId })
            problems["externalId"] = $"must have 1 to {OrderLimits.ExternalId} characters";
        return problems.Count > 0 ? problems : Check(command.State, command.Currency, command.Lines);
    }

    /// <summary>What is wrong with a change by itself, by field.</summary>
    public static Dictionary<string, string> Check(ChangeOrder command)
    {
        var problems = new Dictionary<string, string>();
        CheckLines(problems, command.Lines ?? []);
        if (command.Currency is not null && Currency.Find(command.Currency) is null)
            problems["currency"] = "is no currency of ISO 4217";
        if (command.Notes is { Length: > OrderLimits.Notes })
            problems["notes"] = $"is longer than {OrderLimits.Notes} characters";
        if (command.ExternalId is { Length: > OrderLimits.ExternalId })
            problems["externalId"] = $"is longer than {OrderLimits.ExternalId} characters";
        if (command.Reason is { Length: > OrderLimits.Reason })
            problems["reason"] = $"is longer than {OrderLimits.Reason} characters";
        if (command.Reason is not null && command.State != OrderState.Cancelled)
            problems["reason"] = "has a meaning for cancelled only";
        return problems;
    }

    /// <summary>What is wrong with an order as a whole, by field.</summary>
    public static Dictionary<string, string> Check(OrderState state, string? currency, IReadOnlyList<OrderLine> lines)
    {
        var problems = new Dictionary<string, string>();
        if (currency is null ? lines.Count > 0 : Currency.Find(currency) is null)
            problems["currency"] = "is no currency of ISO 4217";
        if (lines.Count == 0 && state is not (OrderState.Draft or OrderState.Cancelled))
            problems["lines"] = "are missing: only a draft has none";
        return problems;
    }

    /// <summary>Why somebody may not move an order from one state into another, or <see langword="null"/>.</summary>
    public static Refusal? Check(OrderState from, OrderState to, AuthorKind by)
    {
        var leads = (from, to) switch
        {
            (OrderState.Draft, OrderState.Placed) => true,
            (OrderState.Placed, OrderState.Confirmed) => true,
            (OrderState.Confirmed, OrderState.Fulfilled) => true,
            (OrderState.Draft or OrderState.Placed or OrderState.Confirmed, OrderState.Cancelled) => true,
            _ => false,
        };
        if (!leads)
            return new Refusal(RefusalKind.Conflict, "order_state", $"An order that is {Name(from)} cannot become {Name(to)}.");
        var needsUser = from == OrderState.Confirmed || to is OrderState.Confirmed or OrderState.Fulfilled;
        return by == AuthorKind.User || (by == AuthorKind.Agent && !needsUser) ? null : NeedsUser;
    }

    /// <summary>Something only a user may do.</summary>
    internal static Refusal NeedsUser { get; } = new(RefusalKind.Forbidden, "needs_user", "Only a user may do that.");

    private static void CheckLines(Dictionary<string, string> problems, IReadOnlyList<OrderLine> lines)
    {
        if (lines.Count > OrderLimits.Lines)
        {
            problems["lines"] = $"are more than {OrderLimits.Lines}";
            return;
        }
        for (var i = 0; i < lines.Count; i++)
        {
            if (Problem(lines[i]) is not var (field, problem))
                continue;
            problems[string.Create(CultureInfo.InvariantCulture, $"lines[{i}].{field}")] = problem;
            return;
        }
        if (Total(lines) is null)
            problems["lines"] = string.Create(CultureInfo.InvariantCulture, $"come to more than {OrderLimits.Total} minor units");
    }

    private static (string Field, string Problem)? Problem(OrderLine line) =>
        line.Name is not { Length: > 0 and <= OrderLimits.Name } || string.IsNullOrWhiteSpace(line.Name)
            ? ("name", $"must have 1 to {OrderLimits.Name} characters")
        : line.Sku is { Length: 0 or > OrderLimits.Name } ? ("sku", $"must have 1 to {OrderLimits.Name} characters")
        : line.Quantity is < 1 or > OrderLimits.Quantity ? ("quantity", $"must be 1 to {OrderLimits.Quantity}")
        : line.UnitAmount is < 0 or > OrderLimits.UnitAmount ? ("unitAmount", $"must be 0 to {OrderLimits.UnitAmount} minor units")
        : null;

    private static string Name(OrderState state) => Sourcing.Histories.NameOf(state);
}
