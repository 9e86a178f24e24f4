using System.Diagnostics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FhnHw.Host.Terminal;

/// <summary>
/// Where a command writes: results to standard output, notes and progress to standard error. On a terminal tables have lines and
/// progress moves; elsewhere tables are plain, and work is silent until it is done, or has taken half a minute.
/// </summary>
internal sealed class Screen
{
    // Plain tables are never wrapped, since a program may read them.
    private const int Unbounded = 1000;

    private readonly TerminalTraits _traits;

    /// <summary>Makes a screen on two streams.</summary>
    public Screen(TextWriter output, TextWriter error, TerminalTraits traits)
    {
        Output = output;
        Error = error;
        Text = output;
        _traits = traits with { Width = Math.Max(traits.Width, TerminalTraits.LeastWidth) };
    }

    /// <summary>Standard output.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; }

    /// <summary>Results for people: standard output, or nothing where that holds JSON.</summary>
    public TextWriter Text { get; private set; }

    /// <summary>Columns for text that has no natural width, such as plots.</summary>
    public int Width => _traits.OutputIsTerminal ? _traits.Width : TerminalTraits.PlainWidth;

    /// <summary>Columns for prose, as <see cref="Width"/> but never too wide to read.</summary>
    public int TextWidth => Math.Min(Width, _traits.WidestText);

    /// <summary>True where <see cref="Text"/> is a terminal.</summary>
    public bool IsRich => _traits.OutputIsTerminal;

    /// <summary>Leaves standard output to JSON.</summary>
    public void SilenceText() => Text = TextWriter.Null;

    /// <summary>Writes a table: with lines on a terminal, as aligned columns elsewhere.</summary>
    public void Write(Table table)
    {
        table.Border(IsRich ? TableBorder.Rounded : TableBorder.None);
        foreach (var column in table.Columns.Where(_ => !IsRich))
        {
            column.Padding = new Padding(0, 0, 2, 0);
        }

        Write((IRenderable)table);
    }

    /// <summary>Writes anything that Spectre.Console can lay out, without trailing blanks.</summary>
    public void Write(IRenderable content)
    {
        using var rendered = new StringWriter();
        Render(rendered, IsRich, IsRich ? _traits.Width : Unbounded).Write(content);
        foreach (var line in rendered.ToString().TrimEnd().Split('\n'))
        {
            Text.WriteLine(line.TrimEnd());
        }
    }

    /// <summary>Does work that reports how far it is; a bar moves on a terminal; elsewhere there is a line now and then.</summary>
    /// <param name="title">What is done, a few words.</param>
    /// <param name="total">Units of the whole.</param>
    /// <param name="work">Gets a call-back that takes the units done so far.</param>
    public T Progress<T>(string title, long total, Func<Action<long>, T> work) =>
        Follow(title, total, report => work(done => report(done, title)));

    /// <summary>Does work that reports how far it is and how it stands, as <see cref="Progress"/> does.</summary>
    /// <param name="title">What is done, until the first report.</param>
    /// <param name="total">Units of the whole.</param>
    /// <param name="work">Gets a call-back that takes the units done so far and a few words.</param>
    public T Follow<T>(string title, long total, Func<Action<long, string>, T> work)
    {
        if (!_traits.ErrorIsTerminal)
        {
            return work(new LinesNowAndThen(Error, Math.Max(1, total), Stopwatch.GetTimestamp).Report);
        }

        return Render(Error, true, _traits.Width).Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = 20 }, new PercentageColumn(), new TimeLeftColumn())
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: Math.Max(1, total));
                return work((done, words) =>
                {
                    task.Value = done;
                    task.Description = Markup.Escape(words);
                });
            });
    }

    private static IAnsiConsole Render(TextWriter writer, bool rich, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = rich ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = rich ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = rich ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = rich;
        return console;
    }
}
