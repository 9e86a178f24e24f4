using System.Diagnostics;
using FhnHw.Tests;

namespace FhnHw.Host.Tests;

/// <summary>The built program as a process of its own: what only a process can show.</summary>
[Collection(SignalsInTurn.Name)]
public class ProgramTests
{
    private const string LongRun =
        "train --device cpu --data builtin --train-images 100 --test-images 20 "
        + "--current-bits 6 --transient 6 --record 4 --epochs 100000";

    private static string Program => Path.Combine(AppContext.BaseDirectory, "fhnhw.dll");

    [Fact]
    public async Task It_returns_its_exit_code_and_writes_errors_to_standard_error()
    {
        using var process = Start("trce");
        var error = await process.StandardError.ReadToEndAsync();
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal(2, process.ExitCode);
        Assert.Equal("fhnhw: 'trce' is no command of fhnhw; did you mean 'trace'?\n", error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Output_is_UTF8_without_colours_or_a_byte_order_mark()
    {
        using var process = Start("devices");
        using var bytes = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(bytes);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        Assert.Equal((byte)'d', bytes.ToArray()[0]);
        Assert.DoesNotContain((byte)0x1b, bytes.ToArray());
    }

    [UnixTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_a_long_run_with_130_and_one_sentence(string signal)
    {
        using var process = Start(LongRun);
        try
        {
            await process.StandardOutput.ReadLineAsync();
            using var kill = Process.Start("/bin/sh", ["-c", $"kill -s {signal} {process.Id}"]);
            await kill.WaitForExitAsync();
            Assert.Equal(0, kill.ExitCode);
            var error = await ErrorOfInterrupted(process);
            Assert.Equal("fhnhw: Interrupted.\n", error);
        }
        finally
        {
            process.Kill();
        }
    }

    /// <summary>Ctrl-C on a terminal reaches the simulated board first or second, by chance: it leaves it to the program.</summary>
    [ToolFact("verilator", "g++", "make")]
    public async Task An_interruption_of_a_run_on_the_simulated_board_is_no_loss_of_the_board()
    {
        using var process = Start(
            "train --device sim:lanes:2 --data builtin --train-images 60 --test-images 20 --hidden 4 --transient 1 --record 1 --forward stream "
            + "--epochs 100000");
        try
        {
            await NextEpoch(process);
            Interrupt(Simulator(process.Id));
            await NextEpoch(process); // the board goes on
            Interrupt(process.Id);
            var error = await ErrorOfInterrupted(process);
            Assert.EndsWith("fhnhw: Interrupted.\n", error);
            Assert.DoesNotContain("lost", error);
        }
        finally
        {
            process.Kill();
        }
    }

    [UnixFact]
    public async Task An_interrupted_run_that_is_kept_says_how_it_goes_on()
    {
        using var place = new TemporaryFolder();
        var folder = place["run"];
        using var process = Start($"{LongRun} --out {folder}");
        try
        {
            await NextEpoch(process);
            await NextEpoch(process); // the first has its checkpoint
            Interrupt(process.Id);
            var error = await ErrorOfInterrupted(process);
            Assert.Equal($"fhnhw: Interrupted; 'fhnhw train --resume {folder}' goes on from the last whole epoch, to the same bits.\n", error);
        }
        finally
        {
            process.Kill();
        }
    }

    // Without the lines of progress that a run prints where the machine makes it a long one.
    private static async Task<string> ErrorOfInterrupted(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        Assert.Equal(130, process.ExitCode);
        return string.Join('\n', error.Split('\n').Where(line => !line.StartsWith("fhnhw: epoch ", StringComparison.Ordinal)));
    }

    private static async Task NextEpoch(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("epoch", StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The run ended: {await process.StandardError.ReadToEndAsync()}");
    }

    private static void Interrupt(int process)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -s INT {process}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private static int Simulator(int owner) => Process.GetProcessesByName("fhn-sim").Select(process => process.Id).Single(id =>
        File.ReadAllText($"/proc/{id}/stat").Split(") ")[1].Split(' ')[1] == $"{owner}");

    [UnixFact]
    public async Task A_reader_that_goes_away_ends_the_run_without_a_word()
    {
        using var process = Start("trace --device cpu --current 0.5 --stride 1 --json -");
        process.StandardOutput.Close();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(130, process.ExitCode);
        Assert.Equal("", error);
    }

    [LinuxTheory]
    [InlineData("", "--help > /dev/full", "The disk is full")]
    [InlineData("", "--help >&-", "Standard output is closed; let it go to a terminal, a file or /dev/null.")]
    [InlineData("ulimit -n 40;", "--help", "The system lets this program open 40 files at once, and it needs 256; allow them with 'ulimit -n 256' or more.")]
    public async Task An_output_without_room_or_too_few_open_files_are_one_sentence(string before, string line, string sentence)
    {
        var info = new ProcessStartInfo("/bin/sh") { RedirectStandardError = true };
        info.ArgumentList.Add("-c");
        info.ArgumentList.Add($"{before} exec \"{DotNet}\" \"{Program}\" {line}");
        using var process = Process.Start(info)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(2, process.ExitCode);
        Assert.StartsWith($"fhnhw: {sentence}", error);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [LinuxFact]
    public async Task A_full_or_closed_standard_error_changes_no_exit_code()
    {
        foreach (var error in new[] { "2> /dev/full", "2>&-" })
        {
            using var process = Process.Start("/bin/sh", ["-c", $"exec \"{DotNet}\" \"{Program}\" trce {error}"]);
            await process.WaitForExitAsync();
            Assert.Equal(2, process.ExitCode);
        }
    }

    private static string DotNet => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    private static Process Start(string line) => Process.Start(new ProcessStartInfo(DotNet, $"\"{Program}\" {line}")
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
