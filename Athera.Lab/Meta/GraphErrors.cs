using System.Text.Json.Nodes;
using Athera.Lab.Faults;

namespace Athera.Lab.Meta;

/// <summary>
/// Meta's errors. The same code can come in the answer to a send (<see cref="Refuse(int)"/>) or later in a status
/// (<see cref="Athera.Lab.Wire.StatusPlan.Fails"/>).
/// </summary>
public static class GraphErrors
{
    private static readonly Dictionary<int, GraphError> Known = new GraphError[]
    {
        new(401, 0, "AuthException"),
        new(503, 2, "(#2) Service temporarily unavailable") { IsTransient = true },
        new(400, 4, "(#4) Application request limit reached") { IsTransient = true },
        new(403, 10, "(#10) Application does not have permission for this action"),
        new(400, 33, "(#33) Parameter value is not valid", "The business phone number has been deleted."),
        new(400, 100, "(#100) Invalid parameter", "Parameter value is not valid"),
        new(401, 190, "Error validating access token: Session has expired.") { Subcode = 463 },
        new(403, 368, "(#368) Temporarily blocked for policies violations"),
        new(400, 551, "(#551) This person isn't available right now.") { Subcode = 1545041 },
        new(400, 613, "(#613) Calls to this API have exceeded the rate limit."),
        new(400, 80007, "(#80007) Rate limit issues", "The WhatsApp Business Account has reached its rate limit."),
        new(429, 130429, "(#130429) Rate limit hit", "Message failed to send because throughput was exceeded."),
        new(400, 130472, "(#130472) User's number is part of an experiment", "Message was not sent as part of an experiment."),
        new(500, 131000, "(#131000) Something went wrong", "Message failed to send due to an unknown error."),
        new(400, 131008, "(#131008) Required parameter is missing", "The request is missing a required parameter."),
        new(400, 131009, "(#131009) Parameter value is not valid", "One or more parameter values are invalid."),
        new(503, 131016, "(#131016) Service unavailable", "A service is temporarily unavailable."),
        new(400, 131026, "(#131026) Message undeliverable", "Message Undeliverable."),
        new(403, 131031, "(#131031) Account has been locked", "Business Account has been restricted or disabled."),
        new(400, 131047, "(#131047) Re-engagement message",
            "Message failed to send because more than 24 hours have passed since the customer last replied to this number."),
        new(400, 131048, "(#131048) Spam rate limit hit", "Too many previous messages were blocked or flagged as spam."),
        new(400, 131049, "(#131049) Meta chose not to deliver", "Not delivered to maintain healthy ecosystem engagement."),
        new(400, 131050, "(#131050) User has stopped marketing messages", "The recipient opted out of marketing messages."),
        new(400, 131051, "(#131051) Unsupported message type", "Message type is not supported."),
        new(400, 131056, "(#131056) (Business Account, Consumer Account) pair rate limit hit",
            "Too many messages to this recipient in a short time."),
        new(500, 131057, "(#131057) Account in maintenance mode", "Business Account is in maintenance mode."),
        new(404, 132001, "(#132001) Template name does not exist in the translation", "Template is missing or not approved."),
        new(400, 133010, "(#133010) Phone number not registered", "Phone number is not registered on the platform."),
    }.ToDictionary(error => error.Code);

    /// <summary>A fault: Meta refuses the send with this code. A code outside the table gets status 400.</summary>
    public static Fault Refuse(int code) => Fault.Refuse(Answer(code));

    /// <summary>A fault: Meta refuses the send with this code, made more precise by a second one.</summary>
    public static Fault Refuse(int code, int subcode) => Fault.Refuse(Answer(Of(code) with { Http = 400, Subcode = subcode }));

    /// <summary>The answer with this code.</summary>
    public static ProviderAnswer Answer(int code) => Answer(Of(code));

    private static ProviderAnswer Answer(GraphError error)
    {
        return new ProviderAnswer(error.Http, new JsonObject { ["error"] = Body(error) }.ToJsonString());
    }

    internal static JsonNode InStatus(int code)
    {
        var error = Of(code);
        return new JsonObject
        {
            ["code"] = code,
            ["title"] = PlainTitle(error),
            ["message"] = PlainTitle(error),
            ["error_data"] = new JsonObject { ["details"] = error.Details ?? PlainTitle(error) },
            ["href"] = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
        };
    }

    private static GraphError Of(int code) => Known.GetValueOrDefault(code) ?? new GraphError(400, code, $"(#{code}) Error");

    private static JsonObject Body(GraphError error)
    {
        var body = new JsonObject { ["message"] = error.Title, ["type"] = "OAuthException", ["code"] = error.Code };
        if (error.Subcode is { } subcode) body["error_subcode"] = subcode;
        if (error.IsTransient) body["is_transient"] = true;
        if (error.Details is not null)
            body["error_data"] = new JsonObject { ["messaging_product"] = "whatsapp", ["details"] = error.Details };
        body["fbtrace_id"] = WhatsAppIds.Trace();
        return body;
    }

    private static string PlainTitle(GraphError error) => error.Title.Replace($"(#{error.Code}) ", "", StringComparison.Ordinal);
}
