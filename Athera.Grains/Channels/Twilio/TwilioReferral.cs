using Athera.Messages;

namespace Athera.Channels.Twilio;

/// <summary>Reads the advertisement or post that brought a contact here.</summary>
internal static class TwilioReferral
{
    /// <summary>The referral, or <see langword="null"/> if the contact came by itself.</summary>
    public static Referral? Read(TwilioForm form)
    {
        var id = TwilioFields.Short(form["ReferralSourceId"u8]);
        var url = TwilioFields.Short(form["ReferralSourceUrl"u8]);
        return id is null && url is null ? null : new Referral
        {
            Source = TwilioFields.Short(form["ReferralSourceType"u8])?.ToLowerInvariant() ?? "ad",
            SourceId = id,
            Url = url,
            Headline = TwilioFields.Short(form["ReferralHeadline"u8]),
            Text = TwilioFields.Short(form["ReferralBody"u8]),
            Reference = TwilioFields.Short(form["ReferralCtwaClid"u8]),
        };
    }
}
