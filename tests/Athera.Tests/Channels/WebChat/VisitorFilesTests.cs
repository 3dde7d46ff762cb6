using System.Security.Cryptography;
using Athera.Channels;
using Athera.Chat;
using Athera.Conversations;
using Athera.Media;
using Athera.Media.Blobs;
using Athera.Messages;
using Athera.Testing;
using Athera.Tests.Silos;
using Xunit;

namespace Athera.Tests.Channels.WebChat;

[Collection(nameof(TestSilo))]
public sealed class VisitorFilesTests(TestSilo silo)
{
    private const string Page = "https://shop.example";

    private static readonly byte[] Picture = [0xFF, 0xD8, 0xFF, .. RandomNumberGenerator.GetBytes(5000)];

    private static readonly byte[] Menu = [.. "%PDF-1.7 menu"u8];

    private Business _business = null!;
    private ChannelAccountId _account;

    private IVisitorsGrain Visitors => silo.Grains.Of<IVisitorsGrain>(_business.Tenant);

    private IMediaGrain Media => silo.Grains.Of<IMediaGrain>(_business.Tenant);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_visitors_file_stands_in_the_transcript_like_a_fetched_one_and_the_upload_is_gone()
    {
        var visitor = await MeetAsync();
        var upload = await UploadAsync(visitor, Picture, "image/png", "house.png");

        var receipt = await SayAsync(visitor, "m1", "Our house", upload);
        var file = await StoredAsync(receipt);

        Assert.Equal((MessageKind.Image, "image/jpeg", "house.png", (long?)Picture.Length), (file.Kind, file.ContentType, file.FileName, file.Bytes));
        Assert.Equal(Picture, await ReadAsync(new MediaReference(new MessageId(receipt.Conversation, receipt.Position), 0)));
        var line = (await Visitors.Latest(visitor)).Lines[0];
        Assert.Equal(("Our house", new ChatFile(0, MessageKind.Image, "house.png")), (line.Text, Assert.Single(line.Files)));
        await Eventually.SeesAsync(() => LeftAsync(_business.Tenant.Value), left => left == 0, Cancellation);
    }

    [Fact]
    public async Task A_visitor_sees_its_own_files_and_those_of_agents_by_links_and_nobody_elses()
    {
        var visitor = await MeetAsync();
        var receipt = await SayAsync(visitor, "m1", "", await UploadAsync(visitor, Picture, null, null));
        await StoredAsync(receipt);
        var sent = await SendAsync(receipt.Conversation, Menu);
        await Eventually.SeesAsync(
            async () => (await Visitors.Latest(visitor)).Lines, lines => lines.Any(line => line.Id == sent.Id.Sequence), Cancellation);

        var own = (await Visitors.File(visitor, receipt.Position, 0)).Value!;
        var theirs = (await Visitors.File(visitor, sent.Id.Sequence, 0)).Value!;

        Assert.Equal(Picture, await OpenAsync(own));
        Assert.Equal(Menu, await OpenAsync(theirs));
        Assert.Equal(RefusalKind.NotFound, (await Visitors.File(visitor, receipt.Position, 1)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await Visitors.File(visitor, receipt.Position + 1000, 0)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await Visitors.File(visitor, long.MaxValue, 0)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await Visitors.File(await VisitAsync(), receipt.Position, 0)).Refusal?.Kind);
    }

    [Fact]
    public async Task Another_visitors_upload_an_agents_and_one_that_was_used_cannot_be_named()
    {
        var visitor = await MeetAsync();
        var other = await VisitAsync();
        var theirs = await UploadAsync(other, Picture, null, null);
        var agents = UploadId.New();
        await BringAsync(agents.Value, Picture, null, null);
        var used = await UploadAsync(visitor, Picture, null, null);
        await StoredAsync(await SayAsync(visitor, "m1", "first", used));
        await Eventually.SeesAsync(() => FoundAsync(visitor, used), found => !found, Cancellation);

        foreach (var named in new[] { theirs.ToString(), agents.ToString(), used.ToString(), UploadId.New().ToString(), "../etc", "" })
            Assert.Contains("attachments", (await Visitors.Say(visitor, Message("m2", "x") with { Attachments = [named] })).Refusal!.Fields!);
        Assert.True((await Visitors.Say(other, Message("m1", "mine") with { Attachments = [theirs.ToString()] })).Granted);
    }

    [Fact]
    public async Task A_visitor_whose_messages_name_one_file_again_and_again_keeps_nobody_elses_from_coming()
    {
        var visitor = await MeetAsync();
        var upload = await UploadAsync(visitor, Picture, null, null);
        var receipts = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
            (await Visitors.Say(visitor, Message($"m{i}", "x") with { Attachments = [upload.ToString()] })).Value));
        await Eventually.SeesAsync(
            async () => await _business.TranscriptAsync(receipts.OfType<ChatReceipt>().First().Conversation),
            transcript => transcript.SelectMany(message => message.Media).All(file => file.State is MediaState.Stored or MediaState.Failed), Cancellation);

        var other = await VisitAsync();

        await StoredAsync(await SayAsync(other, "m1", "mine", await UploadAsync(other, Picture, null, null)));
    }

    [Fact]
    public async Task An_upload_that_is_given_up_leaves_nothing_and_a_finished_one_stays()
    {
        var visitor = await MeetAsync();
        var finished = await UploadAsync(visitor, Picture, null, null);
        var begun = silo.Grains.Get<IUploadGrain>(_business.Tenant, visitor.KeyOf(UploadId.New()));
        Assert.True((await begun.Append(0, Picture)).Granted);

        await begun.Abandon();
        await silo.Grains.Get<IUploadGrain>(_business.Tenant, visitor.KeyOf(finished)).Abandon();

        Assert.Equal("invalid", (await begun.Complete(new CompleteUpload(null, null))).Refusal?.Code);
        Assert.True(await FoundAsync(visitor, finished));
        Assert.Equal(2, await LeftAsync(_business.Tenant.Value));
    }

    [Fact]
    public async Task A_message_with_a_file_sent_again_after_the_file_was_taken_over_is_the_same_message()
    {
        var visitor = await MeetAsync();
        var upload = await UploadAsync(visitor, Picture, null, null);
        var receipt = await SayAsync(visitor, "m1", "look", upload);
        await StoredAsync(receipt);
        await Eventually.SeesAsync(() => FoundAsync(visitor, upload), found => !found, Cancellation);

        Assert.Equal(receipt, await SayAsync(visitor, "m1", "look", upload));
        Assert.Single(await _business.TranscriptAsync(receipt.Conversation), message => message.Direction == MessageDirection.In);
    }

    private async Task<ChatVisitor> MeetAsync()
    {
        _business = await Business.OpenAsync(silo);
        _account = ChannelAccountId.New();
        Assert.True((await silo.Grains.Get<IChannelAccountGrain>(_business.Tenant, _account.Value).Connect(new ConnectChannelAccount(
            "webchat", "Shop", new Dictionary<string, string> { ["allowedOrigins"] = $"[\"{Page}\"]" }, null))).Granted);
        return await VisitAsync();
    }

    private async Task<ChatVisitor> VisitAsync()
    {
        var door = silo.Grains.GetGrain<IChatDoorGrain>(0);
        return (await door.Admit((await door.Open(new OpenChat(_account, Page, null))).Value!.Token, Page))!;
    }

    private async Task<UploadId> UploadAsync(ChatVisitor visitor, byte[] bytes, string? type, string? name)
    {
        var id = UploadId.New();
        await BringAsync(visitor.KeyOf(id), bytes, type, name);
        return id;
    }

    private async Task BringAsync(OpaqueId key, byte[] bytes, string? type, string? name)
    {
        var upload = silo.Grains.Get<IUploadGrain>(_business.Tenant, key);
        Assert.True((await upload.Append(0, bytes)).Granted);
        Assert.True((await upload.Complete(new CompleteUpload(type, name))).Granted);
    }

    private async Task<bool> FoundAsync(ChatVisitor visitor, UploadId upload) =>
        (await silo.Grains.Get<IUploadGrain>(_business.Tenant, visitor.KeyOf(upload)).Get()).Granted;

    private async Task<MessageView> SendAsync(ConversationId conversation, byte[] bytes)
    {
        var upload = OpaqueId.New();
        await BringAsync(upload, bytes, "application/pdf", "menu.pdf");
        return (await _business.Conversation(conversation).Send(
            new SendMessage { ClientMessageId = "c1", Text = "", User = "u", Media = [upload] })).Value!;
    }

    private async Task<MediaView> StoredAsync(ChatReceipt receipt) => (await Eventually.SeesAsync(
        async () => (await _business.TranscriptAsync(receipt.Conversation)).First(message => message.Id.Sequence == receipt.Position),
        message => message.Media is [{ State: MediaState.Stored }], Cancellation)).Media[0];

    private async Task<byte[]> OpenAsync(MediaView file)
    {
        var link = await silo.Grains.GetGrain<IMediaLinksGrain>(0).Open(file.Link!);
        Assert.Equal(_business.Tenant, link.Value!.Tenant);
        return await ReadAsync(link.Value.Reference);
    }

    private async Task<byte[]> ReadAsync(MediaReference reference)
    {
        var file = (await Media.Find(reference)).Value!;
        return (await Media.Read(file, 0)).Value!.Bytes.ToArray();
    }

    private async Task<int> LeftAsync(OpaqueId subject)
    {
        var left = 0;
        await foreach (var _ in silo.Service<IBlobStore>().ListAsync(_business.Tenant, subject, Cancellation))
            left++;
        return left;
    }

    private Task<ChatReceipt> SayAsync(ChatVisitor visitor, string id, string text, UploadId upload) =>
        SayAsync(visitor, Message(id, text) with { Attachments = [upload.ToString()] });

    private async Task<ChatReceipt> SayAsync(ChatVisitor visitor, ChatMessage message) => (await Visitors.Say(visitor, message)).Value!;

    private static ChatMessage Message(string id, string text) => new() { ClientMessageId = id, Text = text };
}
