using Athera.Channels;
using Athera.Messages;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Athera.Tests.Channels;

/// <summary>What every member of the family of channels holds to, whether or not it calls a provider.</summary>
public abstract class ChannelMemberCompliance
{
    protected static readonly MessageId Ours = new(ConversationId.From(new OpaqueId(7, 8)), 42);

    protected static readonly ChannelAccountId Account = ChannelAccountId.From(new OpaqueId(1, 2));

    /// <summary>The channel's name.</summary>
    protected abstract string Kind { get; }

    /// <summary>Settings of a working account.</summary>
    protected abstract ChannelSettings Settings { get; }

    [Fact]
    public void Its_fields_have_names_of_the_API_and_its_secrets_are_marked() => Assert.All(Channel().Fields, field =>
    {
        Assert.Matches("^[a-z][a-zA-Z]*$", field.Name);
        Assert.Equal(
            field.Name.Contains("token", StringComparison.OrdinalIgnoreCase)
                || field.Name.Contains("secret", StringComparison.OrdinalIgnoreCase),
            field.Secret);
    });

    [Fact]
    public void Good_settings_make_an_account_and_print_nothing()
    {
        Assert.Empty(Channel().Check(Settings));
        Assert.StartsWith($"{Kind}:", Channel().ProviderAccountId(Settings), StringComparison.Ordinal);
        Assert.All(Settings.Values.Values, value => Assert.DoesNotContain(value, Settings.ToString()));
    }

    [Fact]
    public void No_account_is_made_without_a_field_it_needs() => Assert.All(
        Channel().Fields.Where(field => field.Required),
        field =>
        {
            Assert.Contains(field.Name, Channel().Check(With(field.Name, null)));
            Assert.Contains(field.Name, Channel().Check(With(field.Name, "")));
            Assert.Contains(field.Name, Channel().Check(With(field.Name, "a b\r\nX-Injected: 1")));
        });

    [Fact]
    public void It_is_entered_below_the_public_address() =>
        Assert.Matches($"^/[^/].*{Account}$", Channel().EntryPath(Account));

    protected ChannelSettings With(string field, string? value)
    {
        var values = new Dictionary<string, string>(Settings.Values);
        values.Remove(field);
        if (value is not null)
            values[field] = value;
        return new ChannelSettings(values);
    }

    protected IChannel Channel() => ChannelHost.Start().GetRequiredService<ChannelCatalog>().FindChannel(Kind)!;
}
