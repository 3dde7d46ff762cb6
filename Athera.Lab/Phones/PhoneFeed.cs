using Athera.Lab.Ledgers;
using Athera.Lab.Meta;
using Athera.Lab.Twilio;
using Athera.Lab.Wire;

namespace Athera.Lab.Phones;

/// <summary>Puts what the fake providers take and tell onto the phones it concerns.</summary>
internal static class PhoneFeed
{
    public static void Connect(PhoneBook phones, FakeGraph graph, FakeTwilio twilio, Ledger<WireRecord> wire)
    {
        graph.Sends.Added += send => phones.Put(send.Recipient, phone => Bubble(send, phone));
        graph.Statuses.Added += told => phones.Move(told.Send.MessageId, State(told.Status), Note(told.ErrorCode));
        graph.Marks.Added += mark => Mark(phones, mark);
        twilio.Sends.Added += sent => phones.Put(sent.To, phone => Bubble(sent, phone));
        twilio.Statuses.Added += told => phones.Move(told.Sid, State(told.Status), Note(told.ErrorCode));
        wire.Added += phones.Note;
    }

    private static PhoneMessage Bubble(GraphSend send, string phone) => new()
    {
        Id = send.MessageId,
        Phone = phone,
        Channel = PhoneChannel.WhatsApp,
        IsMine = false,
        Text = send.Text,
        At = send.At,
        Note = send.Kind == "text" ? null : send.Kind,
    };

    private static PhoneMessage Bubble(TwilioMessage sent, string phone) => new()
    {
        Id = sent.Sid,
        Phone = phone,
        Channel = PhoneAddress.ChannelOf(sent.To),
        IsMine = false,
        Text = sent.Text,
        At = sent.CreatedAt,
        Note = sent.MediaCount > 0 ? $"{sent.MediaCount} media" : sent.ContentSid is null ? null : "template",
    };

    private static void Mark(PhoneBook phones, GraphMark mark)
    {
        phones.Move(mark.MessageId, MessageState.Read);
        if (mark.IsTyping) phones.Typing(mark.MessageId);
    }

    private static MessageState State(string status) => status switch
    {
        "sent" => MessageState.Sent,
        "delivered" => MessageState.Delivered,
        "read" => MessageState.Read,
        "failed" or "undelivered" => MessageState.Failed,
        _ => MessageState.Accepted,
    };

    private static string? Note(int? code) => code is null ? null : $"error {code}";
}
