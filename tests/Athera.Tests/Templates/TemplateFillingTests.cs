using Athera.Messages;
using Athera.Templates;
using Xunit;

namespace Athera.Tests.Templates;

public sealed class TemplateFillingTests
{
    private static readonly TemplateSpec _shipped = new()
    {
        Name = "order_shipped",
        Language = "en_US",
        Category = "utility",
        Status = TemplateStatus.Approved,
        Parts =
        [
            new(TemplatePlace.Header, 0, "", "header.", "image"),
            new(TemplatePlace.Body, 0, "Hi {{1}}, order {{2}} is on its way."),
            new(TemplatePlace.Button, 0, "Track: https://shop.example/{{1}}", "button.0."),
        ],
    };

    private static readonly Dictionary<string, string> _values = new()
    {
        ["header.image"] = "https://shop.example/a.jpg", ["1"] = "Ann", ["2"] = "17", ["button.0.1"] = "17",
    };

    [Fact]
    public void Variables_have_the_names_of_their_places() =>
        Assert.Equal(["header.image", "1", "2", "button.0.1"], TemplateFilling.VariablesOf(_shipped));

    [Fact]
    public void A_template_filled_in_reads_as_the_contact_reads_it() => Assert.Equal(
        "Hi Ann, order 17 is on its way.\n[Track: https://shop.example/17]", TemplateFilling.Fill(_shipped, _values));

    [Theory]
    [InlineData("2", null)]
    [InlineData("3", "one too many")]
    [InlineData("1", "two\nlines")]
    [InlineData("header.image", "javascript:alert(1)")]
    public void What_is_missing_too_much_or_of_no_use_is_named(string variable, string? value)
    {
        var values = new Dictionary<string, string>(_values);
        if (value is null)
            values.Remove(variable);
        else
            values[variable] = value;

        Assert.Contains($"variables.{variable}", TemplateFilling.Check(_shipped, values).Keys);
    }

    [Theory]
    [InlineData(TemplateStatus.Paused, Faults.TemplatePaused)]
    [InlineData(TemplateStatus.Disabled, Faults.TemplateNotApproved)]
    [InlineData(TemplateStatus.Pending, Faults.TemplateNotApproved)]
    [InlineData(TemplateStatus.Removed, Faults.TemplateUnknown)]
    [InlineData(TemplateStatus.Approved, null)]
    public void Only_what_the_provider_has_approved_is_sent(TemplateStatus status, string? fault) => Assert.Equal(fault, TemplateRules.Check(
        new Template { Spec = _shipped with { Status = status } },
        new TemplateUse { Name = _shipped.Name, Language = "en_US", Variables = _values })?.Code);
}
