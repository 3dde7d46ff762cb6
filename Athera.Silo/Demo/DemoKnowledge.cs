using System.Text;
using Athera.Knowledge;

namespace Athera.Silo.Demo;

/// <summary>What the demo tenant's agent may answer from. An article somebody changed or removed stays so.</summary>
internal static class DemoKnowledge
{
    private static readonly (string Title, string Text)[] Articles =
    [
        ("Opening hours",
            """
            ## Restaurant
            The restaurant is open every day from 11:00 to 22:00. The kitchen takes its last order at 21:30.

            ## Holidays
            We are closed on 24 and 25 December and on 1 January. On all other holidays the Sunday hours apply.
            """),
        ("Delivery",
            """
            ## Times
            We deliver every day from 11:00 to 22:00, Sundays included. A delivery takes 30 to 45 minutes.

            ## Cost
            Delivery costs 2.50 euros. From 25 euros on it is free.

            ## Area
            We deliver within 6 kilometres of 12 Harbour Street.
            """),
        ("Returns and refunds",
            """
            ## Something is wrong with the food
            Tell us on the same day and send a photo. We bring a new one or give your money back, as you like.

            ## Cancelling
            An order can be cancelled free of charge until the pizza is in the oven, about 10 minutes after it was placed.

            ## Refunds
            A refund goes back the way it was paid and arrives within 5 working days.
            """),
    ];

    /// <summary>Writes what is missing, and says whether all is there.</summary>
    public static async Task<bool> AddAsync(IGrainFactory grains)
    {
        var complete = true;
        for (var i = 0; i < Articles.Length; i++)
        {
            var article = grains.Get<IArticleGrain>(DemoAccounts.Tenant, new OpaqueId(0x0de0000000000000, 0x100 + (ulong)i));
            var written = await article.Create(new WriteArticle
            {
                Title = Articles[i].Title,
                Language = "en",
                Kind = ArticleKind.Markdown,
                Source = Encoding.UTF8.GetBytes(Articles[i].Text),
            });
            complete &= written.Granted || written.Refusal.Kind == RefusalKind.Conflict;
        }
        return complete;
    }
}
