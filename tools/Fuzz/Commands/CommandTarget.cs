using System.CommandLine;
using System.Globalization;
using System.Text;
using FhnHw.Fuzz.Engine;
using FhnHw.Fuzz.Mutation;
using FhnHw.Fuzz.Targets;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Commands;

namespace FhnHw.Fuzz.Commands;

/// <summary>Command lines, by the grammar that the program itself has: a line for the terminal's width, then an argument a line.</summary>
internal sealed class CommandTarget : Target
{
    // Ended soon: what is tried is the reading of the line and what a command does first.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(10);

    private static readonly string[] Words =
    [
        "cpu", "float", "sim", "sim:lanes:4", "sim:parallel:0", "opencl:0:0", "serial:/dev/null", "tcp:127.0.0.1:1", "twin:.", "builtin", "run",
        "data", ".", "-", "",
        "/dev/null", "/proc/self/mem", "none", "all", "-1", "0", "1", "2", "3", "7", "16", "100", "0.5", "-0.5", "1e9", "1e-9", "4,3", "0,0",
        "100,100,100", "table", "stream",
        "cosine", "lab", "harsh", "meanfield", "best", "default", "additive:0.1", "additive:-1", "icebreaker", "hx8k", "1,2,3", "mismatch", "=",
        "--", "-h", "/?", "@x",
    ];

    private readonly Scratch _folder = new();
    private readonly string _before = Environment.CurrentDirectory;

    /// <summary>Goes into a folder of its own, deep enough that no path of the words leads out of it.</summary>
    public CommandTarget()
    {
        var deep = _folder.Of("a", "b", "c", "d", "e");
        Directory.CreateDirectory(deep);
        RunFolders.Write(Path.Combine(deep, "run"), Path.Combine(deep, "data"));
        Environment.SetEnvironmentVariable("PATH", ""); // no programmer, no synthesis, no peers
        Environment.SetEnvironmentVariable("HTTPS_PROXY", "http://127.0.0.1:1"); // nothing is fetched
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", _folder.Of("cache"));
        Environment.SetEnvironmentVariable("FHNHW_DATA", Path.Combine(deep, "data"));
        Environment.CurrentDirectory = deep;
    }

    /// <inheritdoc/>
    public override string Name => "command-line";

    /// <inheritdoc/>
    public override string About => "command lines of every command, and terminals of 1 to 200 columns";

    /// <inheritdoc/>
    public override int RunsInGate => 60;

    /// <inheritdoc/>
    protected override long BytesEach => 1 << 26; // commands work too: a moment of compare makes 450 MB of traces, one after the other

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        foreach (var command in Commands(new FhnHwCommand()))
        {
            string[] path = [.. PathOf(command)];
            yield return Line(80, [.. path, "--help"]);
            foreach (var example in (command as ProgramCommand)?.Examples ?? [])
            {
                yield return Line(0, example.Split(' ')[1..]);
            }
        }

        foreach (var width in Enumerable.Range(1, 10))
        {
            yield return Line(width, ["--help"]);
            yield return Line(width, ["devices"]);
            yield return Line(width, ["trace", "--current", "-0.5", "--record", "4", "--transient", "6"]);
        }
    }

    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, Random random)
    {
        List<string> lines = [.. Encoding.UTF8.GetString(input).Split('\n')];
        var at = random.Next(1, lines.Count + 1);
        switch (random.Next(8))
        {
            case 0: lines[0] = random.Next(201).ToString(CultureInfo.InvariantCulture); break;
            case 1 when at < lines.Count: lines.RemoveAt(at); break;
            case 2 when at < lines.Count: lines[at] = Word(random); break;
            case 3 when at < lines.Count: lines.Insert(at, lines[at]); break;
            case 4:
                return Line(WidthOf(lines[0]), [.. PathOf(AnyCommand(random)), .. lines.Skip(1).Where(word => word.StartsWith('-'))]);
            default:
                var options = CommandOf(lines[1..]).Options;
                lines.AddRange(options.Count == 0 ? [Word(random)] : WithValue(options[random.Next(options.Count)], random));
                break;
        }

        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    /// <inheritdoc/>
    public override void Run(byte[] input)
    {
        var lines = Encoding.UTF8.GetString(input).Split('\n');
        string[] arguments = [.. lines[1..].Select(line => line.Split('\0')[0])]; // a system ends an argument there
        ProgramRun.Judge(arguments, WidthOf(lines[0]), Patience);
    }

    private static int WidthOf(string line) =>
        int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var width) ? Math.Min(width, 200) : 0;

    /// <inheritdoc/>
    public override void Dispose()
    {
        Environment.CurrentDirectory = _before;
        _folder.Dispose();
        base.Dispose();
    }

    private static string Word(Random random) => random.Next(4) == 0 ? TextMutation.Field(random).Replace('\n', ' ') : Words[random.Next(Words.Length)];

    private static string[] WithValue(Option option, Random random) => random.Next(8) switch
    {
        0 => [option.Name],
        1 => [$"{option.Name}={Word(random)}"],
        _ when option.Arity.MaximumNumberOfValues == 0 => [option.Name],
        _ => [option.Name, Word(random)],
    };

    private static byte[] Line(int width, IEnumerable<string> arguments) =>
        Encoding.UTF8.GetBytes(string.Join('\n', arguments.Prepend(width.ToString(CultureInfo.InvariantCulture))));

    private static IEnumerable<Command> Commands(Command command) => command.Subcommands.SelectMany(Commands).Prepend(command);

    private static Command AnyCommand(Random random)
    {
        Command[] all = [.. Commands(new FhnHwCommand())];
        return all[random.Next(all.Length)];
    }

    private static IEnumerable<string> PathOf(Command command) =>
        command is RootCommand ? [] : PathOf(command.Parents.OfType<Command>().First()).Append(command.Name);

    private static Command CommandOf(IEnumerable<string> words)
    {
        Command command = new FhnHwCommand();
        foreach (var word in words)
        {
            command = command.Subcommands.FirstOrDefault(sub => sub.Name == word) ?? command;
        }

        return command;
    }
}
