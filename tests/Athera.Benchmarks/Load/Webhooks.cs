using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Athera.Benchmarks.Load;

/// <summary>
/// Writes signed WhatsApp webhooks as complete HTTP requests, each with one text message that nobody has sent before. They are
/// written before the clock runs, so that signing them costs the measured programs no processor time.
/// </summary>
internal sealed class Webhooks
{
    public const string AppSecret = "benchmark-app-secret";
    public const string PhoneNumberId = "400000000000201";
    public const string BusinessAccountId = "300000000000101";

    private const string DisplayNumber = "12025550101";
    private const long FirstNumber = 491_510_000_000;

    private static readonly string[] Texts =
    [
        "Hello, do you deliver on Sundays as well?",
        "Could you tell me your opening hours this week, please?",
        "We would like a table for four at eight this evening.",
        "What is the price of the large one with mushrooms?",
    ];

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(AppSecret);
    private long _sent;

    /// <summary>The number of a customer, as WhatsApp writes it.</summary>
    public static string NumberOf(int customer) => (FirstNumber + customer).ToString(CultureInfo.InvariantCulture);

    /// <summary>Which customer a number belongs to.</summary>
    public static int CustomerOf(ReadOnlySpan<byte> number) => (int)(long.Parse(number, CultureInfo.InvariantCulture) - FirstNumber);

    /// <summary>Requests of customers, one after the other.</summary>
    /// <param name="count">How many requests.</param>
    /// <param name="customer">Whose the nth is.</param>
    public ReadOnlyMemory<byte>[] Write(int count, Func<int, int> customer)
    {
        var requests = new ReadOnlyMemory<byte>[count];
        for (var i = 0; i < count; i++)
            requests[i] = Write(customer(i));
        return requests;
    }

    /// <summary>One request of a customer.</summary>
    public ReadOnlyMemory<byte> Write(int customer)
    {
        var message = _sent++;
        var body = Body(NumberOf(customer), message);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(_secret, body));
        var head = $"POST /webhooks/meta HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: facebookexternalua\r\n"
            + $"Content-Type: application/json\r\nX-Hub-Signature-256: sha256={signature}\r\n"
            + string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n");
        return (byte[])[.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private static byte[] Body(string number, long message) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        {"object":"whatsapp_business_account","entry":[{"id":"{{{BusinessAccountId}}}","changes":[{"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"{{{DisplayNumber}}}","phone_number_id":"{{{PhoneNumberId}}}"},"contacts":[{"profile":{"name":"Customer {{{number}}}"},"wa_id":"{{{number}}}"}],"messages":[{"from":"{{{number}}}","id":"wamid.{{{Id(message)}}}","timestamp":"{{{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}}}","text":{"body":"{{{Texts[message % Texts.Length]}}}"},"type":"text"}]},"field":"messages"}]}]}
        """));

    // As long as Meta's own, and as scattered in an index.
    private static string Id(long message)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(BitConverter.GetBytes(message), hash);
        return Convert.ToBase64String(hash);
    }
}
