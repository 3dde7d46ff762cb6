using System.Collections.Concurrent;
using Athera.Channels;
using Athera.Chat;
using Athera.Media;
using Athera.Messages;

namespace Athera.Tests.Api;

/// <summary>A chat with one transcript for each visitor, whose token is its id.</summary>
internal sealed partial class FakeGrains
{
    /// <summary>The pages that may show the chat of an account.</summary>
    public ConcurrentDictionary<ChannelAccountId, (TenantId Tenant, string Origin)> Chats { get; } = new();

    /// <summary>What each visitor sees.</summary>
    public ConcurrentDictionary<OpaqueId, (ConversationId Id, List<ChatLine> Lines)> Transcripts { get; } = new();

    /// <summary>What clients and visitors were said to have got and seen.</summary>
    public ConcurrentQueue<(OpaqueId Visitor, long Position, MessageState State)> Reported { get; } = new();

    /// <summary>Until when tokens let in.</summary>
    public DateTimeOffset ChatExpiresAt { get; set; } = DateTimeOffset.MaxValue;

    /// <summary>What became of messages, as it stands after all that visitors see.</summary>
    public ConcurrentDictionary<OpaqueId, ChatChange> Changed { get; } = new();

    /// <summary>Whether visitors may bring files.</summary>
    public bool ChatFiles { get; set; } = true;

    /// <summary>What was brought, by its key.</summary>
    public ConcurrentDictionary<OpaqueId, (UploadView? View, byte[] Bytes)> Brought { get; } = new();

    /// <summary>Something somebody wrote to a visitor.</summary>
    public ChatLine Write(OpaqueId visitor, string text)
    {
        var (_, lines) = Transcripts.GetOrAdd(visitor, _ => (ConversationId.New(), []));
        lock (lines)
        {
            var line = new ChatLine
            {
                Position = lines.Count + 1, Id = lines.Count + 1, Author = AuthorKind.User, Kind = MessageKind.Text, Text = text, At = Start,
            };
            lines.Add(line);
            return line;
        }
    }

    private sealed class ChatDoor(FakeGrains world) : IChatDoorGrain
    {
        public async Task<Result<ChatSession>> Open(OpenChat command)
        {
            if (!world.Chats.ContainsKey(command.Account))
                return Refusal.NotFound;
            if (!await Allows(command.Account, command.Origin))
                return new Refusal(RefusalKind.Forbidden, "origin_not_allowed", "Not this page.");
            var visitor = command.Token is { } token && token.Split('.') is [_, var id] && OpaqueId.TryParse(id, out var known) ? known : OpaqueId.New();
            return new ChatSession
            {
                Token = $"{command.Account}.{visitor}",
                ExpiresAt = Start.AddHours(1),
                RenewableUntil = Start.AddDays(1),
                Visitor = visitor,
                Position = 0,
                Title = "Shop",
                PreChatFields = [new PreChatField("email", "E-mail", "email", true)],
                Hours = new ChatHours(true, null, null, true),
                Attachments = false,
            };
        }

        public Task<ChatVisitor?> Admit(string token, string? origin) => Task.FromResult(
            token.Split('.') is [var account, var visitor] && ChannelAccountId.TryParse(account, out var id)
            && OpaqueId.TryParse(visitor, out var who) && world.Chats.TryGetValue(id, out var chat)
            && (origin is null || origin == chat.Origin)
                ? new ChatVisitor(chat.Tenant, id, who, world.ChatExpiresAt) { MayUpload = world.ChatFiles }
                : null);

        public Task<bool> Allows(ChannelAccountId account, string origin) =>
            Task.FromResult(world.Chats.TryGetValue(account, out var chat) && chat.Origin == origin);
    }

    private sealed class VisitorsOf(FakeGrains world, TenantId tenant) : IVisitorsGrain
    {
        public Task<Result<ChatReceipt>> Say(ChatVisitor visitor, ChatMessage message)
        {
            if (message.Text == "gone")
                return Task.FromResult<Result<ChatReceipt>>(Refusal.NotFound);
            if (message.Text.Length == 0)
                return Task.FromResult<Result<ChatReceipt>>(Refusal.Invalid("text", "is empty"));
            var (id, lines) = world.Transcripts.GetOrAdd(visitor.Visitor, _ => (ConversationId.New(), []));
            lock (lines)
            {
                var line = lines.Find(known => known.ClientMessageId == message.ClientMessageId);
                if (line is null)
                    lines.Add(line = new ChatLine
                    {
                        Position = lines.Count + 1, Id = lines.Count + 1, ClientMessageId = message.ClientMessageId, Author = AuthorKind.Contact,
                        Kind = MessageKind.Text, Text = message.Text, At = Start,
                    });
                return Task.FromResult<Result<ChatReceipt>>(new ChatReceipt(id, line.Position));
            }
        }

        public async Task<Result<ChatPage>> Read(ChatVisitor visitor, long after)
        {
            var all = await Latest(visitor);
            if (world.Changed.TryGetValue(visitor.Visitor, out var change) && after < change.Position && after >= all.Position)
                return all with { Lines = [], Changes = [change], Position = change.Position };
            if (change is not null && after == change.Position)
                return all with { Lines = [], Position = after };
            return after > all.Position
                ? new Refusal(RefusalKind.Conflict, "cursor_unknown", "No such position.")
                : all with { Lines = [.. all.Lines.Where(line => line.Position > after).Take(2)] } is var page && page.Lines.Count > 0
                    ? page with { Position = page.Lines[^1].Position }
                    : all with { Lines = [] };
        }

        public Task<ChatPage> Latest(ChatVisitor visitor)
        {
            if (visitor.Tenant != tenant || !world.Transcripts.TryGetValue(visitor.Visitor, out var transcript))
                return Task.FromResult(ChatPage.Empty);
            lock (transcript.Lines)
                return Task.FromResult(new ChatPage
                {
                    Conversation = transcript.Id, Lines = [.. transcript.Lines], Position = transcript.Lines.Count,
                });
        }

        public Task<Result<Done>> Report(ChatVisitor visitor, long position, MessageState state)
        {
            world.Reported.Enqueue((visitor.Visitor, position, state));
            return Task.FromResult<Result<Done>>(Done.Value);
        }

        public Task<Result<MediaView>> File(ChatVisitor visitor, long message, int index) => Task.FromResult<Result<MediaView>>(
            (message, index) == (1, 0)
                ? new MediaView { Index = 0, Kind = MessageKind.Image, State = MediaState.Stored, Link = "link", ThumbnailLink = "small" }
                : Refusal.NotFound);
    }

    private sealed class UploadOf(FakeGrains world, TenantKey key) : IUploadGrain
    {
        public Task<Result<Done>> Append(long offset, ReadOnlyMemory<byte> part)
        {
            var before = offset == 0 ? [] : world.Brought[key.Id].Bytes;
            world.Brought[key.Id] = (null, [.. before, .. part.Span]);
            return Task.FromResult<Result<Done>>(Done.Value);
        }

        public Task<Result<UploadView>> Complete(CompleteUpload command)
        {
            var bytes = world.Brought[key.Id].Bytes;
            var view = new UploadView
            {
                Id = key.Id, Kind = MessageKind.Document, ContentType = command.ContentType!, FileName = command.FileName,
                Bytes = bytes.Length, Sha256 = "", ExpiresAt = Start,
            };
            world.Brought[key.Id] = (view, bytes);
            return Task.FromResult<Result<UploadView>>(view);
        }

        public Task Abandon()
        {
            if (world.Brought.TryGetValue(key.Id, out var brought) && brought.View is null)
                world.Brought.TryRemove(key.Id, out _);
            return Task.CompletedTask;
        }

        public Task<Result<UploadView>> Get() => Task.FromResult<Result<UploadView>>(
            world.Brought.TryGetValue(key.Id, out var brought) && brought.View is { } view ? view : Refusal.NotFound);
    }

    private sealed class RefusalsOf(FakeGrains world, TenantKey key) : IRefusalsGrain
    {
        public Task<RefusalsView> Get() => Task.FromResult(
            world.Refused.GetValueOrDefault(key.Id) ?? new RefusalsView([], null));

        public Task<Result<Done>> Add(CountedRefusals counted) => throw new NotSupportedException("For silos.");

        public Task<Result<Done>> Forget() => throw new NotSupportedException("For silos.");
    }

    /// <summary>What was refused, by the name of the account's refusals.</summary>
    public ConcurrentDictionary<OpaqueId, RefusalsView> Refused { get; } = new();
}
