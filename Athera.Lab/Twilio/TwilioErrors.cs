using System.Text.Json.Nodes;
using Athera.Lab.Faults;

namespace Athera.Lab.Twilio;

/// <summary>Twilio's errors in the answer to a call. Delivery errors come in status callbacks instead.</summary>
public static class TwilioErrors
{
    private static readonly Dictionary<int, (int Http, string Message)> Known = new()
    {
        [20003] = (401, "Authenticate"),
        [20404] = (404, "The requested resource was not found"),
        [20429] = (429, "Too Many Requests"),
        [20500] = (500, "Internal server error"),
        [20503] = (503, "Service Unavailable"),
        [21211] = (400, "Invalid 'To' Phone Number"),
        [21212] = (400, "Invalid 'From' Number"),
        [21408] = (403, "Permission to send an SMS has not been enabled for the region"),
        [21602] = (400, "Message body is required."),
        [21603] = (400, "A 'From' phone number is required."),
        [21604] = (400, "A 'To' phone number is required."),
        [21606] = (400, "The 'From' phone number is not a valid, SMS-capable number"),
        [21608] = (400, "The number is unverified"),
        [21610] = (400, "Attempt to send to unsubscribed recipient"),
        [21611] = (400, "The 'From' number has exceeded the maximum number of queued messages"),
        [21612] = (400, "The message cannot be sent with the current combination of 'To' and 'From'"),
        [21614] = (400, "'To' number is not a valid mobile number"),
        [21617] = (400, "The concatenated message body exceeds the 1600 character limit"),
        [63016] = (400, "Outside the messaging window, use a template"),
        [63038] = (429, "Account exceeded the daily messages limit"),
    };

    /// <summary>A fault: Twilio refuses the call with this code. A code outside the table gets status 400.</summary>
    public static Fault Refuse(int code) => Fault.Refuse(Answer(code));

    /// <summary>The answer with this code.</summary>
    public static ProviderAnswer Answer(int code)
    {
        var (http, message) = Known.TryGetValue(code, out var known) ? known : (400, "Error");
        return new ProviderAnswer(http, new JsonObject
        {
            ["code"] = code,
            ["message"] = message,
            ["more_info"] = $"https://www.twilio.com/docs/errors/{code}",
            ["status"] = http,
        }.ToJsonString());
    }
}
