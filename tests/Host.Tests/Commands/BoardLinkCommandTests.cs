using FhnHw.Boards.Arrays;
using FhnHw.Boards.Conformance;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Wire;
using FhnHw.Host.Experiments.Selftest;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

/// <summary>The commands that speak with a board, and the commands that run on one.</summary>
public class BoardLinkCommandTests
{
    private static readonly CellConstants Constants = new(new CellFormat(), new CellParameters());

    [DeviceFact]
    public void The_selftest_of_a_sound_board_passes_with_a_line_a_test()
    {
        using var device = ReferenceDevice.OnTerminal(Constants);
        var run = CliRun.Of($"board selftest {device.Address}");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("equal to the normative step", run.Output);
        Assert.Contains("M neuron-steps/s", run.Output);
        Assert.Contains("kB/s", run.Output);
        Assert.DoesNotContain("FAIL", run.Output);
    }

    [DeviceFact]
    public void The_selftest_of_a_bad_line_tells_what_it_measured_and_does_not_send_to_itself()
    {
        using var device = ReferenceDevice.OnTcp(Constants);
        var run = CliRun.Of($"board selftest hostile:7/flips=100:{device.Address}");
        Assert.Equal(3, run.Code);
        Assert.Contains("PASS", run.Output);
        Assert.Contains("the tests ended here", run.Output);
        Assert.Matches(@"[1-9]\d* damaged frames in", run.Output);
        Assert.Contains("check cable and rate.", run.Error);
        Assert.DoesNotContain("board selftest", run.Error);
    }

    [DeviceFact]
    public void The_selftest_takes_the_board_s_own_format_and_gives_its_figures_as_JSON()
    {
        using var device = ReferenceDevice.OnTcp(new CellConstants(new CellFormat(6, 8, 6), new CellParameters()));
        var run = CliRun.Of($"board selftest {device.Address} --json -");
        Assert.Equal(0, run.Code);
        Assert.True(run.Json.GetProperty("good").GetBoolean());
        Assert.True(run.Json.GetProperty("report").GetProperty("bytesPerSecond").GetDouble() > 0);
        Assert.True(run.Json.GetProperty("report").GetProperty("neuronStepsPerSecond").GetDouble() > 0);
    }

    [DeviceFact]
    public void A_long_selftest_compares_every_answer_and_ends_with_a_tally()
    {
        using var device = ReferenceDevice.OnTerminal(Constants);
        var run = CliRun.Of($"board selftest {device.Address} --minutes 0.01 --json -");
        Assert.Equal((0, ""), (run.Code, run.Error));
        var tally = run.Json.GetProperty("tally");
        Assert.True(tally.GetProperty("values").GetInt64() > 0);
        Assert.Equal(0, tally.GetProperty("wrong").GetInt64());
    }

    [DeviceFact]
    public void What_a_long_selftest_has_counted_is_told_when_the_board_is_lost()
    {
        using var device = ReferenceDevice.OnTcp(Constants);
        var settings = new ArraySettings(new CellFormat(), new CellParameters(), CurrentCodes.OfBits(6, -1), new Window(0, 64, 1));
        using var array = new BoardArray(device.Address, settings, new LinkOptions { ReconnectSeconds = 0 });
        var tallies = new List<SelftestTally>();
        void Tell(SelftestTally tally)
        {
            tallies.Add(tally);
            device.Kill();
        }

        Assert.Throws<DeviceLostException>(() =>
            LongSelftest.Run(array, TimeSpan.FromHours(1), TimeSpan.Zero, Tell, 1, CancellationToken.None));
        Assert.Equal(2, tallies.Count);
        Assert.True(tallies[0].Runs > 0);
        Assert.Equal(tallies[0].Runs, tallies[1].Runs);
    }

    [DeviceFact]
    public void A_line_that_damages_bytes_shows_in_the_tally_and_no_value_is_wrong()
    {
        using var device = ReferenceDevice.OnTerminal(Constants, "--damage", "flip:100000");
        var run = CliRun.Of($"board selftest {device.Address} --minutes 0.03");
        Assert.Contains("wrong values", run.Output);
        Assert.DoesNotContain("wrong;", run.Output.Replace(" 0 wrong;", "", StringComparison.Ordinal));
    }

    [DeviceFact]
    public void A_board_built_for_other_constants_is_refused_with_both_hashes()
    {
        using var device = ReferenceDevice.OnTcp(new CellConstants(new CellFormat(), new CellParameters(eps: 0.02)));
        CliRun.Of($"trace --current 0 --device {device.Address}").ShouldBeRefused(3, Constants.Hash, "board build");
    }

    [DeviceFact]
    public void A_long_response_table_is_told_with_a_shorter_choice()
    {
        using var device = ReferenceDevice.OnTerminal(Constants);
        var line = "train --data builtin --train-images 20 --test-images 10 --epochs 1 --hidden 4 --transient 6 --record 4 "
            + $"--device serial:{device.Place}@9600"; // a pseudo-terminal takes no heed of the rate, the plan does
        Assert.Contains("--current-bits 8 would take 255 codes and about ", CliRun.Of(line).Output);
        Assert.DoesNotContain("would take 255 codes", CliRun.Of($"{line} --current-bits 8").Output);
    }

    [DeviceFact]
    public void A_board_is_proved_equal_by_signature()
    {
        using var device = ReferenceDevice.OnTcp(Constants);
        var run = CliRun.Of($"verify cpu {device.Address} {CliRun.Short}");
        Assert.Equal(0, run.Code);
        Assert.Contains("x at every step, by signature", run.Output);
        Assert.EndsWith("Bit-exact.\n", run.Output);
    }

    [DeviceFact]
    public void A_board_that_sends_traces_alone_is_proved_without_its_charge()
    {
        using var device = ReferenceDevice.OnTcp(Constants, 0, "--features", "2");
        var run = CliRun.Of($"verify cpu {device.Address} {CliRun.Short}");
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.Code);
        Assert.Contains("charge balance of cpu", run.Output);
        Assert.DoesNotContain("charge balance of tcp", run.Output);
        Assert.EndsWith("Bit-exact.\n", run.Output);
    }

    [DeviceFact]
    public void An_analog_board_differs_from_the_cpu_array_and_that_is_said_without_an_error()
    {
        using var device = ReferenceDevice.OnTcp(Constants, 0, "--analog");
        var run = CliRun.Of($"verify cpu {device.Address} {CliRun.Short}");
        Assert.Equal((1, ""), (run.Code, run.Error));
        Assert.EndsWith("NOT bit-exact.\n", run.Output);
    }

    [DeviceTheory]
    [InlineData("train --data builtin --train-images 60 --test-images 20 --epochs 1 --hidden 10 --device", "sends neither samples of x nor votes")]
    [InlineData("trace --current 0 --device", "sends no samples of x (feature trace), of which a trace is made")]
    [InlineData("verify cpu", "sends no samples of x (feature trace)")]
    public void A_board_with_ends_alone_is_told_what_it_lacks_before_anything_runs(string command, string lacks)
    {
        using var device = ReferenceDevice.OnTcp(Constants, 0, "--features", "1");
        var run = CliRun.Of($"{command} {device.Address} --transient 2 --record 2");
        Assert.Equal(2, run.Code);
        Assert.Contains(lacks, run.Error);
        Assert.DoesNotContain("link ", run.Output);
    }

    [DeviceFact]
    public void A_board_whose_hash_alone_is_wrong_does_not_conform_and_is_told_so()
    {
        using var device = ReferenceDevice.OnTcp(Constants);
        var wrong = TamperingLink.Around(device.Address, frame => frame.Kind != Protocol.GreetingKind ? frame
            : frame with { Payload = [.. frame.Payload[..28], 1, 2, 3, 4, 5, 6, 7, 8, .. frame.Payload[36..]] });
        using var probe = new Probe(wrong.Open(), Constants, null);
        var rule = ConformanceSuite.Rules.Single(each => each.Name.StartsWith("the constants' hash", StringComparison.Ordinal));
        Assert.Contains("so the hash alone is wrong", ConformanceSuite.TryOnce(rule, probe).Seen);
    }

    [DeviceFact]
    public void A_board_of_other_constants_does_not_conform_to_those_of_the_options()
    {
        using var device = ReferenceDevice.OnTcp(new CellConstants(new CellFormat(), new CellParameters(eps: 0.02)));
        using var probe = new Probe(device.Address.Open(), Constants, null);
        var rule = ConformanceSuite.Rules.Single(each => each.Name.StartsWith("the constants' hash", StringComparison.Ordinal));
        var result = ConformanceSuite.TryOnce(rule, probe);
        Assert.Equal(Verdict.Fail, result.Verdict);
        Assert.Contains("its values are others too: another eps", result.Seen);
    }

    [DeviceFact]
    public void A_board_of_imperfect_cells_is_proved_bit_exact_by_signature_before_the_ADC()
    {
        using var device = ReferenceDevice.OnTcp(Constants);
        var run = CliRun.Of($"verify cpu {device.Address} --transient 2 --record 2 --current-bits 3 --imperfections harsh --stateful --json -");
        Assert.Equal(0, run.Code);
        Assert.Contains("by signature", run.Output);
        Assert.DoesNotContain("charge balance", run.Output); // of cells that run on
    }

    [DeviceFact]
    public void A_board_that_lacks_cells_of_their_own_is_refused_with_what_to_build()
    {
        using var device = ReferenceDevice.OnTcp(Constants, 0, "--features", "63");
        CliRun.Of($"trace --current 0 --device {device.Address} --imperfections lab").ShouldBeRefused(2, "board build BOARD --per-cell");
    }

    [DeviceFact]
    public void Noisy_cells_of_a_board_train_to_the_weights_that_those_of_the_cpu_array_train_to()
    {
        using var device = ReferenceDevice.OnTerminal(Constants);
        const string small =
            "train --data builtin --train-images 60 --test-images 20 --epochs 2 --hidden 10 --transient 4 --record 4 "
            + "--imperfections harsh --stateful --seed 3 --json -";
        var (board, cpu) = (CliRun.Of($"{small} --device {device.Address}"), CliRun.Of($"{small} --device cpu"));
        Assert.Equal((0, 0), (board.Code, cpu.Code));
        Assert.Equal(cpu.Json.GetProperty("test").ToString(), board.Json.GetProperty("test").ToString());
    }

    [DeviceFact]
    public void Training_on_a_board_tells_what_the_line_costs_and_gives_the_weights_that_the_cpu_array_gives()
    {
        using var device = ReferenceDevice.OnTerminal(Constants);
        const string small =
            "train --data builtin --train-images 300 --test-images 100 --epochs 1 --hidden 10 --transient 4 --record 4 "
            + "--current-bits 6 --seed 3 --json -";
        var (board, cpu) = (CliRun.Of($"{small} --device {device.Address}"), CliRun.Of($"{small} --device cpu"));
        Assert.Equal((0, 0), (board.Code, cpu.Code));
        Assert.Equal(cpu.Json.GetProperty("test").ToString(), board.Json.GetProperty("test").ToString());
        Assert.Contains("link    response table of 63 codes", CliRun.Of($"{small[..^9]} --device {device.Address}").Output);
    }

    [DeviceFact]
    public void Where_the_time_went_has_no_figure_of_what_a_board_does_not_tell()
    {
        using var device = ReferenceDevice.OnTcp(Constants);
        var run = CliRun.Of(
            "train --data builtin --train-images 60 --test-images 20 --epochs 1 --hidden 10 --transient 4 --record 4 --current-bits 6 "
            + $"--device {device.Address}");
        Assert.Equal(0, run.Code);
        var time = Assert.Single(run.Output.Split('\n'), line => line.StartsWith("time    array", StringComparison.Ordinal));
        Assert.Matches("^time    array [0-9]+ jobs, line [^(]* up, [^(]* down, waiting for outstanding jobs [^,]+, host [^,]+$", time);
        Assert.DoesNotContain("simulator", time);
    }

    [DeviceFact]
    public void Substitute_cells_of_opposite_gammas_share_one_response_table_on_a_board_and_its_plan_is_told_once()
    {
        using var device = ReferenceDevice.OnTerminal(Constants);
        var run = CliRun.Of(
            "substitute --data builtin --train-images 60 --test-images 20 --epochs 1 --hidden 10 --transient 4 --record 4 --current-bits 6 "
            + $"--gamma -0.5,-1,0.5 --seed 3 --device {device.Address}");
        Assert.Equal(0, run.Code);
        Assert.Equal(2, run.Output.Split("link    response table of 63 codes").Length - 1);
    }

    [DeviceFact]
    public void A_board_that_is_not_there_ends_with_exit_code_3()
    {
        CliRun.Of("trace --current 0 --device serial:/dev/ttyNOBODY").ShouldBeRefused(3, "There is no port /dev/ttyNOBODY");
        CliRun.Of("board conformance tcp:127.0.0.1:1").ShouldBeRefused(3, "Nothing listens at 127.0.0.1:1");
    }

    [Fact]
    public void The_plan_of_an_expected_board_has_a_row_a_readout()
    {
        var run = CliRun.Of("board plan --baud 1000000 --lanes 8 --images 10000");
        Assert.Equal(0, run.Code);
        Assert.All(["mean", "votes", "signs", "trace/16", "10,000 images", "100 kB/s", "response table of 4095 codes"], word =>
            Assert.Contains(word, run.Output));
        var json = CliRun.Of("board plan --json -").Json;
        Assert.Equal(4, json.GetProperty("readouts").GetArrayLength());
        Assert.Equal(300_000, json.GetProperty("bytesPerSecond").GetDouble());
    }

    [Theory]
    [InlineData("board selftest cpu", "'cpu' is no board")]
    [InlineData("board selftest slurm", "is the board that Slurm gave to a job, and this runs in none")]
    [InlineData("board plan --baud 7", "rate is 7")]
    [InlineData("board plan icebreaker --cells 50", "--cells is not for 'icebreaker', which has its own")]
    [InlineData("board plan pico --baud 9600", "--baud is not for 'pico'")]
    [InlineData("board plan tcp:127.0.0.1:1 --clock 1000", "--clock is not for 'tcp:127.0.0.1:1'")]
    [InlineData("trace --current 0 --device tcp:nowhere", "tcp:HOST:PORT")]
    [InlineData("trace --current 0 --reconnect -1", "time to reconnect")]
    public void What_cannot_be_is_refused(string line, string words) => CliRun.Of(line).ShouldBeRefused(2, words);
}
