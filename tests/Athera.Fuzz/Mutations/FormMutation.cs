using System.Text;

namespace Athera.Fuzz.Mutations;

/// <summary>Fields of a form taken out, doubled, emptied, or given values of other fields and of none.</summary>
internal static class FormMutation
{
    private static readonly string[] Names =
    [
        "MessageType", "Latitude", "Longitude", "Label", "OptOutType", "NumMedia", "MediaUrl0", "MediaUrl9", "MediaContentType0",
        "ButtonPayload", "ListId", "FlowData", "Forwarded", "OriginalRepliedMessageSid", "ReferralSourceId", "ExternalUserId", "EventType",
        "MessageStatus", "ErrorCode", "Body",
    ];

    /// <summary>The form after one to four of these.</summary>
    public static byte[] Of(ReadOnlySpan<byte> body, Random chance)
    {
        var fields = Encoding.Latin1.GetString(body).Split('&').ToList();
        for (var times = chance.Next(1, 5); times > 0 && fields.Count > 0; times--)
        {
            var at = chance.Next(fields.Count);
            var name = fields[at].Split('=')[0];
            switch (chance.Next(7))
            {
                case 0:
                    fields.RemoveAt(at);
                    break;
                case 1:
                    fields.Insert(chance.Next(fields.Count), fields[at]);
                    break;
                case 2:
                    fields[at] = name;
                    break;
                case 3:
                    fields[at] = $"{name}={fields[chance.Next(fields.Count)].Split('=')[^1]}";
                    break;
                case 4:
                    fields.Insert(at, $"{Names[chance.Next(Names.Length)]}={Stranger(chance)}");
                    break;
                case 5:
                    fields.AddRange(Enumerable.Repeat(name, chance.Next(2000)));
                    break;
                default:
                    fields[at] = $"{name}={Stranger(chance)}";
                    break;
            }
        }
        return Encoding.Latin1.GetBytes(string.Join('&', fields));
    }

    private static string Stranger(Random chance) => Encoding.Latin1.GetString(Strangers.Form[chance.Next(Strangers.Form.Count)]);
}
