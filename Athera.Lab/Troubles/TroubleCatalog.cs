using Athera.Lab.Faults;
using Athera.Lab.Meta;
using Athera.Lab.Models;
using Athera.Lab.Twilio;
using Athera.Lab.Wire;

namespace Athera.Lab.Troubles;

/// <summary>The troubles that can be made from the page. Tests have all of them, and more, as method calls on the fakes.</summary>
internal sealed class TroubleCatalog(FakeGraph graph, FakeTwilio twilio, FakeModel model)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public IReadOnlyList<Trouble> All { get; } =
    [
        OfGraph(graph, "meta-unheard", "takes the next message, and the connection breaks before it can say so", Fault.TakeThenDrop),
        OfGraph(graph, "meta-drop", "breaks the connection of the next send and takes nothing", Fault.Drop),
        OfGraph(graph, "meta-late", "takes the next message and answers a minute late", Fault.Late(Minute)),
        OfGraph(graph, "meta-busy", "refuses the next send: too many to this customer (131056)", GraphErrors.Refuse(131056)),
        OfGraph(graph, "meta-window", "refuses the next send: the 24 hours are over (131047)", GraphErrors.Refuse(131047)),
        OfGraph(graph, "meta-token", "refuses the next send: the token has expired (190)", GraphErrors.Refuse(190)),
        OfTwilio(twilio, "twilio-unheard", "takes the next message, then answers 500", Fault.TakeThenRefuse(TwilioErrors.Answer(20500))),
        OfTwilio(twilio, "twilio-busy", "refuses the next send: too many requests (20429)", TwilioErrors.Refuse(20429)),
        OfTwilio(twilio, "twilio-stopped", "refuses the next send: the customer has opted out (21610)", TwilioErrors.Refuse(21610)),
        OfModel(model, "model-down", "fails the next call with 503", ModelBehaviour.Fail(503)),
        OfModel(model, "model-busy", "refuses the next call: 429, wait 2 s",
            ModelBehaviour.RateLimit(RetryAfterForm.Seconds, TimeSpan.FromSeconds(2))),
        OfModel(model, "model-silent", "never answers the next call", ModelBehaviour.Hang),
        OfModel(model, "model-blocked", "blocks the next prompt with its content filter", ModelBehaviour.BlockPrompt),
        OfModel(model, "model-broken", "breaks the next stream in the middle", ModelBehaviour.Echo with { Break = StreamBreak.Dropped }),
    ];

    public Trouble? Find(string? key) => All.FirstOrDefault(trouble => trouble.Key == key);

    /// <summary>Everything works again.</summary>
    public void Clear()
    {
        graph.Faults.Clear();
        twilio.Faults.Clear();
        model.Script.Clear();
    }

    private static Trouble OfGraph(FakeGraph graph, string key, string title, Fault fault) =>
        new(key, Provider.Meta, title, () => graph.Faults.Next(fault));

    private static Trouble OfTwilio(FakeTwilio twilio, string key, string title, Fault fault) =>
        new(key, Provider.Twilio, title, () => twilio.Faults.Next(fault));

    private static Trouble OfModel(FakeModel model, string key, string title, ModelBehaviour behaviour) =>
        new(key, Provider.Model, title, () => model.Script.Next(behaviour));
}
