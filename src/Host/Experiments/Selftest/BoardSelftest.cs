using System.Diagnostics;
using System.Globalization;
using FhnHw.Boards.Arrays;
using FhnHw.Boards.Wire;
using FhnHw.Host.Experiments.Verification;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Host.Experiments.Selftest;

/// <summary>One line of a board's self-test.</summary>
/// <param name="Name">What was tried.</param>
/// <param name="Good">False where the board failed it.</param>
/// <param name="Result">What came out.</param>
internal sealed record SelftestRow(string Name, bool Good, string Result);

/// <summary>What a self-test measured.</summary>
/// <param name="Rows">One line a test.</param>
/// <param name="BytesPerSecond">Bytes from the board while a trace was sent; 0 where the test ended before.</param>
/// <param name="RoundTripSeconds">The shortest job, there and back; 0 where the test ended before.</param>
/// <param name="Retries">Sessions begun anew.</param>
/// <param name="DamagedFrames">Damaged frames received.</param>
/// <param name="NeuronStepsPerSecond">Steps that the cells made in a second, all of them at once, round trip included.</param>
internal sealed record SelftestReport(
    IReadOnlyList<SelftestRow> Rows, double BytesPerSecond, double RoundTripSeconds, long Retries, long DamagedFrames,
    double NeuronStepsPerSecond)
{
    /// <summary>True where nothing failed.</summary>
    public bool Good => Rows.All(row => row.Good);
}

/// <summary>
/// Tries a board in a few seconds: greeting, round trip, a few hundred codes against the normative step, charge balance, speed of the line.
/// </summary>
internal static class BoardSelftest
{
    private const int RoundTrips = 20;

    // Steps of every cell in the measurement of the array's own speed: the usual run, 300 time units at dt = 2^-8.
    private const int RateSteps = 76_800;

    /// <summary>Settings of the test for a board: its own format, 255 codes, 1,536 steps.</summary>
    public static ArraySettings SettingsFor(Greeting board, CellParameters parameters) => EqualityToStep.ShortSettings with
    {
        Format = new CellFormat(board.WordBits, board.DtExponent, board.ExtraBits),
        Parameters = parameters,
    };

    /// <summary>Runs the test.</summary>
    /// <param name="array">The board, made for <see cref="SettingsFor"/>.</param>
    /// <param name="end">What ended it early: the board was lost, or gave what no cell can; null where all tests ran.</param>
    /// <returns>The tests that ran, and what became of the line meanwhile.</returns>
    public static SelftestReport Run(BoardArray array, out Exception? end)
    {
        var board = array.Board.Greeting;
        var statistics = array.Board.Statistics;
        var rows = new List<SelftestRow>
        {
            new("greeting", true, string.Create(CultureInfo.InvariantCulture,
                $"'{board.Name}', {board.Cells} cells, {(board.Lanes > 0 ? $"{board.Lanes} neuron-steps a clock, " : "")}"
                + $"queue {board.Queue} bytes, features 0x{board.Features:x4}")),
        };
        var (roundTrip, stepsPerSecond, rate) = (0.0, 0.0, 0.0);
        end = null;
        try
        {
            roundTrip = Enumerable.Range(0, RoundTrips).Min(_ => Time(() => array.Run(new([0], Features.None))));
            rows.Add(new SelftestRow("round trip", true, FormattableString.Invariant(
                $"{roundTrip * 1e3:0.0} ms, with {array.Settings.Window.TotalSteps} steps of one cell")));
            stepsPerSecond = Rate(array, out var cells);
            rows.Add(new SelftestRow("array", true, FormattableString.Invariant(
                $"{stepsPerSecond / 1e6:0.0} M neuron-steps/s, {cells} cells over {RateSteps} steps")));
            if (array.Describe().Capabilities.Computes(Features.Trace))
            {
                var bytes = statistics.BytesReceived;
                rows.Add(Equality(array, out var seconds));
                rate = (statistics.BytesReceived - bytes) / seconds;
                rows.Add(Line(array, rate));
            }

            rows.Add(Repeats(array));
        }
        catch (Exception error) when (error is DeviceLostException or ChargeBalanceException)
        {
            end = error;
            rows.Add(new SelftestRow("end", false, "the tests ended here; the rest did not run"));
        }

        rows.Add(new SelftestRow("charge balance", statistics.Unbalanced == 0, !board.IsNormative ? "not exact on such a board"
            : statistics.Unbalanced == 0 ? $"holds in every reply ({statistics.Jobs} jobs)"
            : $"{statistics.Unbalanced} replies did not balance and were asked again"));
        rows.Add(new SelftestRow("damage", statistics.Retries == 0 && statistics.DamagedFrames == 0, string.Create(CultureInfo.InvariantCulture,
            $"{statistics.DamagedFrames} damaged frames in {statistics.BytesReceived / 1e3:#,0.0} kB from the board, "
            + $"{statistics.Retries} retries, {statistics.Reconnects} reconnects")));
        return new SelftestReport(rows, rate, roundTrip, statistics.Retries, statistics.DamagedFrames, stepsPerSecond);
    }

    // All cells in one job that sends nothing back, so that the line does not count.
    private static double Rate(BoardArray array, out int cells)
    {
        using var longer = new BoardArray(
            array.Board.Address, array.Settings with { Window = new Window(0, RateSteps, RateSteps) }, array.Options);
        var currents = new ushort[array.Board.Greeting.Cells];
        cells = currents.Length;
        return (double)cells * RateSteps / Time(() => longer.Run(new(currents, Features.None)));
    }

    private static SelftestRow Equality(BoardArray array, out double seconds)
    {
        var start = Stopwatch.GetTimestamp();
        if (!array.Board.Greeting.IsNormative)
        {
            _ = array.Run(new(array.Settings.Codes.AllCodes(), Features.Trace));
            seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            return new SelftestRow("equality", true, "not compared: the board does not compute the normative step");
        }

        var different = EqualityToStep.Differences(array);
        seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var found = different == 0 ? "equal to the normative step" : FormattableString.Invariant($"{different} values of x are wrong");
        return new SelftestRow("equality", different == 0, FormattableString.Invariant(
            $"{array.Settings.Codes.Count} codes, {array.Settings.Window.Steps} steps: {found}"));
    }

    private static SelftestRow Line(BoardArray array, double rate)
    {
        var nominal = array.Board.Address.BytesPerSecond is { } full && !array.Board.Greeting.Simulated
            ? FormattableString.Invariant($", {100 * rate / full:0} % of the line")
            : "";
        return new SelftestRow("speed", true, FormattableString.Invariant($"{rate / 1e3:0} kB/s while a trace is sent{nominal}"));
    }

    private static SelftestRow Repeats(BoardArray array)
    {
        var feature = array.Describe().Capabilities.Computes(Features.Mean) ? Features.Mean : Features.Trace;
        var codes = array.Settings.Codes.AllCodes();
        var (first, second) = (array.Run(new(codes, feature)), array.Run(new(codes, feature)));
        var equal = feature == Features.Mean
            ? first.MeanX!.AsSpan().SequenceEqual(second.MeanX)
            : first.Trace!.Words!.AsSpan().SequenceEqual(second.Trace!.Words!.AsSpan());
        var claims = array.Board.Greeting.Deterministic;
        return new SelftestRow("repeats", equal || !claims,
            (equal ? "equal jobs gave equal answers" : "equal jobs gave different answers")
            + (claims ? "" : "; the board does not promise equal ones"));
    }

    private static double Time(Action call)
    {
        var start = Stopwatch.GetTimestamp();
        call();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
