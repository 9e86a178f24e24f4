using FhnHw.Host.Commands;
using FhnHw.Host.Terminal;
using FhnHw.Host.Tests.Commands;

namespace FhnHw.Host.Tests.CommandLine;

public class CliTests
{
    [Fact]
    public void Without_a_command_it_says_what_to_try_first()
    {
        var run = CliRun.Of("");
        Assert.Equal(0, run.Code);
        Assert.Contains("fhnhw doctor", run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void The_version_is_one_line()
    {
        var run = CliRun.Of("--version");
        Assert.Equal(0, run.Code);
        Assert.Matches(@"^fhnhw \d+\.\d+\.\d+\S*\n$", run.Output);
    }

    [Theory]
    [InlineData("trce --current 1", "'trce' is no command of fhnhw; did you mean 'trace'?")]
    [InlineData("trace --curent 1", "'--curent' is no option of fhnhw trace; did you mean '--current'?")]
    [InlineData("trace --current 1 --frobnicate", "'fhnhw trace --help' lists what there is")]
    [InlineData("trace", "fhnhw trace needs --current I; try 'fhnhw trace --current -0.5'")]
    [InlineData("trace --current", "--current needs a value")]
    [InlineData("trace --current 1 --current 2", "--current is given 2 times; give it once")]
    [InlineData("trace --current abc", "'abc' is no number; give --current one such as 0.5")]
    [InlineData("trace --current NaN", "'NaN' is no number")]
    [InlineData("trace --current 1 --bits 3.5", "'3.5' is no whole number; give --bits one such as 16")]
    [InlineData("trace --current 1 more", "'more' is no argument of fhnhw trace")]
    [InlineData("--json - trace --current 1", "'--json' stands before the command; write it after the command")]
    [InlineData("verify cpu", "fhnhw verify needs B; try 'fhnhw verify cpu opencl'")]
    [InlineData("fit --data builtin", "'fit' is no command of fhnhw; did you mean 'train'?")]
    [InlineData("train --lr=0.01", "'--lr=0.01' is no option of fhnhw train; did you mean '--learning-rate'?")]
    [InlineData("train --optimizer sgd", "'--optimizer' is no option of fhnhw train: weights move by Adam, and --learning-rate")]
    [InlineData("train --noise 0.1", "--noise-x and --noise-y are noise inside the cells, and --hidden-noise is noise on what they send on.")]
    [InlineData("train --activation=relu", "the cells are the activation, --readout-nonlinearity is g after them")]
    [InlineData("train --cells 50", "--cells is the size of a parallel array, and goes with --array parallel; the cells of a network are --hidden 50.")]
    [InlineData("train --device cuda", "'cuda' is no device (did you mean 'opencl'?); give cpu")]
    [InlineData("train --hidden 100 50", "'50' is no argument of fhnhw train; a number stands behind its option, and a list of them has commas and no blanks.")]
    [InlineData("trace -0.5", "'-0.5' is no argument of fhnhw trace; a number stands behind its option")]
    [InlineData("train /tmp", "'/tmp' is no argument of fhnhw train; did you mean '--data /tmp'?")]
    [InlineData("eval --run runs/mine", "'--run' is no option of fhnhw eval")]
    [InlineData("report runs/mine --open", "'--open' is no option of fhnhw report")]
    [InlineData("eval runs/mine --current-bits 8", "'--current-bits' is no option of fhnhw eval, since the run has it; give it to 'fhnhw train'.")]
    [InlineData("predict runs/mine x.png --epochs=3", "'--epochs' is no option of fhnhw predict, since the run has it; give it to 'fhnhw train'.")]
    [InlineData("noise --train-images 100", "'--train-images' is no option of fhnhw noise, but of 'fhnhw train'; 'fhnhw noise --help' lists what there is.")]
    [InlineData("train --chips 3", "'--chips' is no option of fhnhw train, but of 'fhnhw eval'; 'fhnhw train --help' lists what there is.")]
    [InlineData("board build icebreaker --lanes 8", "8 lanes take at least 6776 LCs", "has 5280", "give a smaller --lanes")]
    public void A_usage_error_is_one_sentence_with_the_mend(string line, params string[] sentence) =>
        CliRun.Of(line).ShouldBeRefused(2, sentence);

    [Theory]
    [InlineData("train", "--out")]
    [InlineData("train", "--resume")]
    [InlineData("substitute", "--weights")]
    public void An_empty_value_is_refused(string command, string option)
    {
        using var error = new StringWriter();
        Assert.Equal(2, Cli.Run([command, option, ""], TextWriter.Null, error));
        Assert.StartsWith($"fhnhw: {option} is given an empty value", error.ToString());
    }

    [Theory]
    [InlineData("trace --current 1 --bits 17", "word length is 17 bits; give one from 3 to 16")]
    [InlineData("trace --current 1 --dt-exponent 5", "give one from 6 to 12 with --dt-exponent")]
    [InlineData("trace --current 2.2", "drive a + I is 2.2; give one from -2.1 to 2.1")]
    [InlineData("trace --current 1 --record 1e9", "recorded time is 1000000000 time units")]
    [InlineData("trace --current 1 --stride 0", "sample stride is 0 steps")]
    [InlineData("trace --current 1 --device cpuu", "'cpuu' is no device (did you mean 'cpu'?); give cpu")]
    [InlineData("trace --current 1 --device opencl:x", "write opencl:P:D")]
    [InlineData("trace --current 1 --device sim --cells 20", "--cells is the size of a parallel array")]
    [InlineData("trace --current 1 --device cpu --lanes 2", "--array, --lanes and --cells are for the simulated board")]
    [InlineData("trace --current 1 --json /", "--json takes a file")]
    [InlineData("trace --current 1 --json /dev/null/all.json", "cannot be written")]
    public void A_value_out_of_range_is_refused_with_what_to_give(string line, string sentence)
    {
        var run = CliRun.Of(line);
        Assert.Equal(2, run.Code);
        Assert.StartsWith("fhnhw: ", run.Error);
        Assert.Contains(sentence, run.Error);
    }

    [Fact]
    public void Every_command_has_a_help_page_with_an_example()
    {
        foreach (var name in new FhnHw.Host.Commands.FhnHwCommand().Subcommands.Select(command => command.Name))
        {
            var run = CliRun.Of($"{name} --help");
            Assert.Equal(0, run.Code);
            Assert.Contains("Example", run.Output);
            Assert.Contains($"  fhnhw {name}", run.Output);
        }
    }

    [Fact]
    public void A_long_help_page_shows_ten_options_and_on_demand_all_of_them_by_topic()
    {
        var most = CliRun.Of("train --help").Output;
        Assert.InRange(most.Split('\n').Length, 15, 45);
        Assert.Contains("--preset <NAME>", most);
        Assert.DoesNotContain("--adc-range", most);
        Assert.Contains("'fhnhw train --help all' shows all", most);
        var all = CliRun.Of("train --help all").Output;
        Assert.Equal(most, CliRun.Of("help train").Output);
        string[] topics = ["device", "data", "training", "cell", "window", "imperfections", "output"];
        var places = topics.Select(topic => all.IndexOf($"Options, {topic}:", StringComparison.Ordinal)).ToArray();
        Assert.All(places, place => Assert.True(place > 0));
        Assert.Equal(places.Order(), places);
        var names = new FhnHw.Host.Commands.FhnHwCommand().Subcommands.Single(command => command.Name == "train").Options.Select(option => option.Name);
        Assert.All(names, name => Assert.Contains($"  {name}", all));
        Assert.All(all.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public void The_short_help_has_the_seed_of_the_cells_where_chips_are_drawn_from_it()
    {
        var eval = CliRun.Of("eval --help").Output;
        Assert.All(["--chips <N>", "--cells-seed <N>", "--json <FILE>"], option => Assert.Contains($"  {option}", eval));
        Assert.DoesNotContain("--cells-seed", CliRun.Of("train --help").Output);
    }

    [Theory]
    [InlineData("board sim", "--lanes")]
    [InlineData("board sim", "--cells-per-lane")]
    [InlineData("board build", "--lanes")]
    [InlineData("train", "--lanes")]
    public void Help_says_where_a_number_is_a_power_of_two(string command, string option)
    {
        string[] lines = CliRun.Of($"{command} --help all").Output.Split('\n');
        var text = string.Join(' ', lines.SkipWhile(line => !line.StartsWith($"  {option} ", StringComparison.Ordinal)).Take(3));
        Assert.Contains("a power of two", text);
    }

    [Fact]
    public void Every_option_of_every_command_has_its_topic()
    {
        var commands = new FhnHw.Host.Commands.FhnHwCommand().Subcommands.SelectMany(command => command.Subcommands.Append(command)).ToArray();
        Assert.True(commands.Length > 30);
        var options = commands.SelectMany(command => command.Options).Select(option => option.Name).Distinct();
        Assert.All(options, option => Assert.NotEmpty(FhnHw.Host.CommandLine.OptionTopics.Of(option)));
    }

    [Fact]
    public void Help_is_given_even_where_the_rest_of_the_line_is_wrong() =>
        Assert.Contains("Usage:", CliRun.Of("trace --bogus 1 --help").Output);

    [Fact]
    public void A_cancelled_run_ends_with_130()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var run = CliRun.Of($"verify cpu cpu {CliRun.Short}", source.Token);
        Assert.Equal(130, run.Code);
        Assert.Equal("fhnhw: Interrupted.\n", run.Error);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(250)]
    public void Help_is_neither_wider_than_the_terminal_nor_wider_than_one_reads(int columns)
    {
        foreach (var line in new[] { "", "train --help", "train --help all", "board sim --help all" })
        {
            using var output = new StringWriter();
            var screen = new Screen(output, TextWriter.Null, new TerminalTraits(true, false, columns));
            Assert.Equal(0, Cli.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), screen, CancellationToken.None));
            var help = output.ToString().Split('\n').Where(text => !text.Contains("fhnhw", StringComparison.Ordinal));
            Assert.All(help, text => Assert.True(text.TrimEnd().Length <= Math.Min(columns, 120), text));
        }
    }
}
