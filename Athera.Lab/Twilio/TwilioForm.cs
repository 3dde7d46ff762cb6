namespace Athera.Lab.Twilio;

/// <summary>A form in the making.</summary>
internal sealed class TwilioForm
{
    public List<KeyValuePair<string, string>> Pairs { get; } = [];

    public TwilioForm With(string key, string value)
    {
        Pairs.Add(new KeyValuePair<string, string>(key, value));
        return this;
    }

    public TwilioForm WithIf(string key, string? value) => value is null ? this : With(key, value);
}
