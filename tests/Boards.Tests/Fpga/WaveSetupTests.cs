using System.Diagnostics;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Fpga;

/// <summary>The set-ups for GTKWave and Surfer in hdl/waves: each signal that they name is in the waveform that they are for.</summary>
public sealed class WaveSetupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ToolFact("iverilog", "vvp")]
    [Trait("Needs", "Linux")]
    public void The_set_up_of_the_step_is_of_signals_that_its_testbench_records() => AssertIsIn("fhn_step", SignalsOf("fhn_step"));

    [ToolFact("iverilog", "vvp")]
    [Trait("Needs", "Linux")]
    public void The_set_up_of_the_array_is_of_signals_that_its_testbench_records() => AssertIsIn("fhn_array", SignalsOf("fhn_array"));

    // As the simulated board that records has it: SimulatorSettings.UsualRtlLanes of 32 cells. Verilator calls what is around it TOP.
    [ToolFact("iverilog", "vvp")]
    [Trait("Needs", "Linux")]
    public void The_set_up_of_the_board_is_of_signals_that_the_board_has()
    {
        var (vcd, model) = (_folder["board.vcd"], _folder["board"]);
        Run($"iverilog -g2005 -Irtl/generated -o {model} -DTESTBENCH=fhn_board -s fhn_board -s waves -Pfhn_board.LANES=8 -Pfhn_board.CELLS_PER_LANE=32 "
            + $"-Pfhn_board.VOTE=1 tb/waves.v $(sed 's,^[a-z],rtl/&,' rtl/files.f) && vvp -n {model} +wave={vcd} +until=1");
        AssertIsIn("board", [.. Signals(vcd).Select(signal => $"TOP.{signal}")]);
    }

    private static void AssertIsIn(string setup, HashSet<string> recorded)
    {
        var plain = recorded.Select(signal => signal.EndsWith(":0]", StringComparison.Ordinal) ? signal[..signal.LastIndexOf('[')] : signal).ToHashSet();
        string[] gtkwave = [.. Lines(setup, "gtkw").Where(line => !"[@-*".Contains(line[0]))];
        string[] surfer = [.. Lines(setup, "sucl").Where(line => line.StartsWith("variable_add ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1])];
        Assert.True(gtkwave.Length > 15);
        Assert.Equal(gtkwave.Length, surfer.Length);
        Assert.Empty(gtkwave.Except(recorded));
        Assert.Empty(surfer.Except(plain));
    }

    private static IEnumerable<string> Lines(string setup, string extension) =>
        File.ReadLines(Path.Combine(Checkout.Root, "hdl", "waves", $"{setup}.{extension}")).Where(line => line.Length > 0);

    private HashSet<string> SignalsOf(string testbench)
    {
        var vcd = _folder[$"{testbench}.vcd"];
        Run($"../tools/hdl wave {testbench} {vcd} 200");
        return Signals(vcd);
    }

    private static void Run(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = Path.Combine(Checkout.Root, "hdl"), RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
    }

    // The head of a VCD file: scopes, and in them variables with their ranges.
    private static HashSet<string> Signals(string vcd)
    {
        var (scopes, found) = (new Stack<string>(), new HashSet<string>());
        foreach (var words in File.ReadLines(vcd).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 0))
        {
            switch (words[0])
            {
                case "$scope":
                    scopes.Push(words[2]);
                    break;
                case "$upscope":
                    scopes.Pop();
                    break;
                case "$var":
                    found.Add($"{string.Join('.', scopes.Reverse())}.{string.Concat(words[4..^1])}");
                    break;
                case "$enddefinitions":
                    return found;
            }
        }

        return found;
    }
}
