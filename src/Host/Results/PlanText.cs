using System.Globalization;
using FhnHw.Boards.Arrays;
using FhnHw.Boards.Fpga;
using FhnHw.Boards.Sessions;
using FhnHw.Host.Devices;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;
using Spectre.Console;

namespace FhnHw.Host.Results;

/// <summary>What a run on a board will cost on the line, told before it begins.</summary>
internal static class PlanText
{
    // Bits of a current code that are told as a shorter choice, and the seconds of a response table from which on they are.
    private const int FewBits = 8;
    private const double TellAbove = 2;

    /// <summary>One line before a long run; nothing where the device is no board.</summary>
    /// <param name="device">The device.</param>
    /// <param name="nonlinearity">g of the readout.</param>
    /// <param name="mode">How the cells are asked.</param>
    /// <param name="hidden">Cells of each hidden layer.</param>
    /// <param name="images">Images of an epoch.</param>
    /// <param name="screen">Where it goes.</param>
    public static void WriteLine(OpenDevice device, Nonlinearity nonlinearity, ForwardMode mode, LayerSizes hidden, int images, Screen screen)
    {
        if (device is not { Array: var array, Board: { } board })
        {
            return;
        }

        // How long this machine takes over a simulated board's clocks, nobody knows before.
        var clock = array.Describe().Simulated ? " of the board's clock" : "";
        if (ForwardModes.Resolve(mode, array.Describe()) == ForwardMode.Table)
        {
            PlanRow[] rows = [.. device.Arrays.Select(layer => PlanOf(layer, board).ResponseTable())];
            var onCells = array.Settings.HasPerCellParameters ? $" on {device.Arrays.Sum(layer => layer.Settings.Cells)} cells" : "";
            screen.Text.WriteLine(
                $"link    response table of {array.Settings.Codes.Count} codes{onCells}: {Size(rows.Sum(Bytes))}"
                + $"{Lasting(rows.Sum(row => row.SecondsAnImage), "")}; nothing an epoch but a sample to check it");
            TellFewerCodes(array.Settings.Codes.Count, rows, screen);
        }
        else
        {
            // Each layer is jobs of its own.
            var wanted = nonlinearity == Nonlinearity.Linear && array.Describe().Capabilities.Computes(Features.Mean)
                ? "mean"
                : $"trace/{array.Settings.Window.Stride}";
            PlanRow[] rows = [.. hidden.Select((cells, layer) => PlanOf(device.Arrays[Math.Min(layer, device.Arrays.Count - 1)], board)
                .Rows(cells, 10, images).FirstOrDefault(row => row.Readout == wanted)).OfType<PlanRow>()];
            if (rows.Length == hidden.Count)
            {
                screen.Text.WriteLine(
                    $"link    stream, {wanted}: {Size(rows.Sum(Bytes))} an image"
                    + Lasting(rows.Sum(row => row.SecondsAnEpoch), $" an epoch of {images} images"));
            }
        }

        screen.Text.Flush();

        // A board that does not tell its rates has no seconds.
        string Lasting(double seconds, string of) => double.IsFinite(seconds) ? $", {Time(seconds)}{clock}{of}" : "";

        static double Bytes(PlanRow row) => row.BytesUp + row.BytesDown;
    }

    // The number of codes stays the same on every device unless it is said, so that one command gives one set of bits; the choice is told.
    private static void TellFewerCodes(int codes, PlanRow[] rows, Screen screen)
    {
        var few = (1 << FewBits) - 1;
        if (codes > few && rows.Sum(row => row.SecondsAnImage) > TellAbove)
        {
            var time = Time(rows.Sum(row => row.SecondsAnImage) * few / codes);
            screen.Text.WriteLine($"        --current-bits {FewBits} would take {few} codes and about {time}");
        }
    }

    private static LinkPlan PlanOf(ICellArray array, Board board) => new(board.Greeting, board.Address.BytesPerSecond, array.Settings);

    /// <summary>Where the time went, in one line after a run. A simulated board's own seconds are not this machine's, which its computing takes.</summary>
    public static string Spent(BoardTime time)
    {
        var (busier, share) = time.LineSeconds is null || time.ArraySeconds > time.LineSeconds
            ? ("the array", time.ArrayShare)
            : ("the line", time.LineShare);
        var busy = share is { } part
            ? string.Create(CultureInfo.InvariantCulture, $", of which {busier} was busy {100 * part:0} %")
            : "";
        var array = time.ArraySeconds is { } computing
            ? string.Create(CultureInfo.InvariantCulture, $"{Time(computing)} ({time.ArrayClocks} clocks, {time.Jobs} jobs)")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Jobs} jobs");
        var bytes = $"{Size(time.BytesUp)} up, {Size(time.BytesDown)} down";
        var line = time is { LineSeconds: { } carrying, BytesPerSecond: { } rate } ? $"{Time(carrying)} ({bytes} at {Size(rate)}/s)" : bytes;
        var (ofBoard, ofMachine) = time is { Simulated: true, ArraySeconds: not null } ? ("by the board's clock ", "; by this machine's ") : ("", ", ");
        return $"{ofBoard}array {array}, line {line}{ofMachine}waiting for outstanding jobs {Time(time.WaitSeconds)}{busy}, host {Time(time.HostSeconds)}";
    }

    /// <summary>What went wrong on the line and was mended, in one line after a run.</summary>
    public static string Mended(BoardTime time) => time.Mended == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{time.Jobs} jobs, none damaged, lost or out of balance")
        : string.Create(CultureInfo.InvariantCulture,
            $"{time.Jobs} jobs; mended: damaged frames {time.DamagedFrames}, sessions begun again {time.Retries}, "
            + $"reconnects {time.Reconnects}, replies out of balance {time.Unbalanced}");

    /// <summary>Every row as a table.</summary>
    public static void Write(IEnumerable<PlanRow> rows, int images, Screen screen)
    {
        var table = new Table().AddColumns(
            "readout", "bytes up", "bytes down", "an image", $"{images.ToString("#,0", CultureInfo.InvariantCulture)} images");
        foreach (var column in table.Columns.Skip(1))
        {
            column.RightAligned();
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Readout, Size(row.BytesUp), Size(row.BytesDown), Time(row.SecondsAnImage), Time(row.SecondsAnEpoch));
        }

        screen.Write(table);
    }

    /// <summary>The arrays that a board could hold.</summary>
    /// <param name="candidates">The arrays.</param>
    /// <param name="rows">What else is known of each, in the same order.</param>
    /// <param name="imageCells">Cells of an image.</param>
    /// <param name="screen">Where it goes.</param>
    public static void Write(IReadOnlyList<ArrayCandidate> candidates, IReadOnlyList<ArrayPlanRow> rows, int imageCells, Screen screen)
    {
        var table = new Table().AddColumns(
            "", "array", "format", "cells", "MHz", "reached", "logic", "G neuron-steps/s", "images/s: array", "line", "both", "accuracy, %");
        foreach (var column in table.Columns.Skip(3))
        {
            column.RightAligned();
        }

        foreach (var (row, more) in candidates.Zip(rows))
        {
            table.AddRow(
                row.Taken ? "*" : "", row.Array, row.Format, Number(row.Cells, "0"), Number(row.ClockMHz, "0.##"),
                more.MaxMHz is { } reached ? Number(reached, "0.0") : "", Logic(more),
                Number(row.NeuronSteps / 1e9, "0.00"), Number(row.ArrayImages, "0"), Number(row.LineImages, "0"), Number(row.Images, "0"),
                more.Accuracy ?? "");
        }

        screen.Write(table);
        foreach (var (row, more) in candidates.Zip(rows).Where(pair => pair.Second.Passes > 1))
        {
            screen.Text.WriteLine(FormattableString.Invariant(
                $"The {imageCells} cells of an image take {more.Passes:0.##} passes of the {row.Cells} of '{row.Array}': a pass has cells of several images."));
        }

        if (rows.Any(row => row.Accuracy is not null))
        {
            screen.Text.WriteLine("The accuracy is of the format, by vote / mean, as hdl/boards/README.md says.");
        }
    }

    /// <summary>What the choice of an array rests on that the board has no figures of, in one sentence.</summary>
    /// <param name="taken">The array.</param>
    /// <param name="board">The board.</param>
    /// <param name="ofPart">Figures of boards with the same part.</param>
    public static string RestsOn(ArrayCandidate taken, BoardFile board, IReadOnlyList<(string Board, ArrayFigures Figures)> ofPart)
    {
        var tells = "whether it fits, 'fhnhw board build --synthesis-only' tells; whether it reaches this clock, only the whole build.";
        var near = ofPart.Where(each => each.Figures.Array == taken.Array && each.Figures.Format == taken.Words)
            .OrderByDescending(each => each.Figures.Lanes).FirstOrDefault();
        return near.Figures is { } figures
            ? FormattableString.Invariant(
                $"The star rests on board.json, and on {near.Board}, which has the same part: there {figures.Lanes} ")
                + FormattableString.Invariant($"{(taken.Array == "parallel" ? "cells" : "lanes")} reached {figures.MaxMHz:0.0} MHz; {tells}")
            : $"The star rests on board.json alone, since no array of this kind was routed for the part {board.Device}: {tells}";
    }

    private static string Logic(ArrayPlanRow row) => row.Elements is { } elements && BoardText.Kind(elements, "LCs") is { } use
        ? FormattableString.Invariant($"{use.Used} of {use.Available}")
        : "";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Bytes with a unit.</summary>
    public static string Size(double bytes) => bytes switch
    {
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes:0} B"),
        < 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
    };

    /// <summary>Seconds with a unit; a dash where they are not known.</summary>
    public static string Time(double seconds) => seconds switch
    {
        double.NaN => "-",
        < 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:0} us"),
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:0.#} ms"),
        < 200 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s"),
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.#} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.#} h"),
    };
}
