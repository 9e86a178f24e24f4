using FhnHw.Host.Terminal;
using Spectre.Console;

namespace FhnHw.Host.Tests.Terminal;

public class ScreenTests
{
    [Fact]
    public void A_plain_table_is_aligned_columns_without_lines_or_trailing_blanks()
    {
        var text = Written(TerminalTraits.Plain);
        Assert.Equal("name  number\nlong       1\nx          2\n", text);
    }

    [Fact]
    public void A_table_on_a_terminal_has_lines() =>
        Assert.Contains("╭", Written(new TerminalTraits(true, true, 80)));

    [Fact]
    public void A_long_plain_line_is_not_folded()
    {
        using var output = new StringWriter();
        new Screen(output, TextWriter.Null, TerminalTraits.Plain).Write(new Table().AddColumn("c").AddRow(new string('x', 300)));
        Assert.Contains(new string('x', 300), output.ToString());
    }

    [Fact]
    public void Silenced_text_goes_nowhere()
    {
        using var output = new StringWriter();
        var screen = new Screen(output, TextWriter.Null, TerminalTraits.Plain);
        screen.SilenceText();
        screen.Text.WriteLine("text");
        screen.Write(new Table().AddColumn("c"));
        Assert.Empty(output.ToString());
    }

    [Fact]
    public void Work_writes_nothing_where_standard_error_is_no_terminal() => Assert.Empty(Worked(TerminalTraits.Plain));

    [Fact]
    public void Work_on_a_terminal_has_a_bar_with_its_title() => Assert.Contains("measuring", Worked(new TerminalTraits(true, true, 80)));

    private static string Worked(TerminalTraits traits)
    {
        using var error = new StringWriter();
        var answer = new Screen(TextWriter.Null, error, traits).Progress("measuring", 100, report =>
        {
            report(50);
            return 7;
        });
        Assert.Equal(7, answer);
        return error.ToString();
    }

    private static string Written(TerminalTraits traits)
    {
        using var output = new StringWriter();
        var table = new Table().AddColumns("name", "number").AddRow("long", "1").AddRow("x", "2");
        table.Columns[1].RightAligned();
        new Screen(output, TextWriter.Null, traits).Write(table);
        return output.ToString();
    }
}
