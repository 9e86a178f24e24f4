using System.Diagnostics;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Training.Hidden;
using MathNet.Numerics;
using MathNet.Numerics.Statistics;

namespace FhnHw.Host.Experiments.Calibration;

/// <summary>
/// Measures the cells of a device from its responses alone: the response of each cell to every current, from which offset and gain follow,
/// since the mean of x is -(a + offset + gain · I); cells that never move; the noise at rest; the steps of an ADC. Then it runs the device
/// again, and a twin made of the calibration too.
/// </summary>
/// <param name="create">Makes the device's array for some settings.</param>
/// <param name="settings">The currents and the window.</param>
/// <param name="cells">Cells of an image.</param>
/// <param name="repeats">Trials of each current, 2 or more.</param>
internal sealed class Calibrator(Func<ArraySettings, ICellArray> create, ArraySettings settings, int cells, int repeats)
{
    // A cell is stuck that moves less than this, units of x, over all currents; and dead where it lies as near to 0.
    private const double Still = 0.02;

    // Means beyond are those of drives that are clipped, or of ADCs at the ends of their range.
    private const double LargestMean = 1.55;

    private const int RestTrials = 8;

    private uint _trial;

    /// <summary>Units of work that <see cref="Run"/> reports.</summary>
    public int Work => (3 * repeats) + 3;

    /// <summary>Measures the cells, and compares a twin of them with the device.</summary>
    public CalibrationResult Run(Action<long> progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var done = 0;
        using var array = create(settings);
        var (calibration, curve) = Measure(array, Step);

        // Trials that the calibration was not made from.
        var fresh = Average(Means(array, Step));
        using var twin = new CpuArray(settings with { Imperfections = calibration.Twin(1), Cells = cells });
        var predicted = Average(Means(twin, Step));
        var ideal = Ideal();
        Step();
        return new CalibrationResult(
            calibration, array.Describe(), twin.Describe(), repeats, calibration.Currents, Rows(curve),
            DistanceOf(curve, fresh), DistanceOf(predicted, fresh), DistanceOf(ideal, fresh),
            Residuals(predicted, fresh), clock.Elapsed.TotalSeconds);

        void Step()
        {
            cancellation.ThrowIfCancellationRequested();
            progress(++done);
        }
    }

    /// <summary>Measures the cells, as <see cref="Run"/> does, and leaves it at that.</summary>
    /// <param name="array">The device's array for the settings.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public CellCalibration Measure(ICellArray array, CancellationToken cancellation) =>
        Measure(array, cancellation.ThrowIfCancellationRequested).Calibration;

    private (CellCalibration Calibration, double[] Curve) Measure(ICellArray array, Action step)
    {
        var trials = Means(array, step);
        var (moves, adc) = Movement(array);
        step();
        var (noiseX, noiseY) = Noise(adc);
        step();
        var curve = Average(trials);
        return (Measured(array, trials, curve, moves) with
        {
            NoiseX = noiseX,
            NoiseY = noiseY,
            AdcBits = adc.Bits,
            AdcRange = adc.Bits == 0 ? Imperfections.Ideal.AdcRange : adc.Range,
        }, curve);
    }

    private int Codes => settings.Codes.Count;

    // [trial][code · cells + cell]
    private double[][] Means(ICellArray array, Action step)
    {
        var runs = Enumerable.Range(0, Codes * cells).Select(run => (ushort)(run / cells)).ToArray();
        var means = new double[repeats][];
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            means[repeat] = array.Run(new(runs, Features.Mean, null, _trial)).MeanX!;
            _trial += (uint)Codes;
            step();
        }

        return means;
    }

    // How far x of each cell moves over a few currents, where it lies, and the steps of an ADC.
    private ((double Least, double Most)[] Moves, AdcEstimate Adc) Movement(ICellArray array)
    {
        const int some = 9;
        var runs = Enumerable.Range(0, some * cells).Select(run => (ushort)(run / cells * (Codes - 1) / (some - 1))).ToArray();
        var trace = array.Run(new(runs, Features.Trace, null, _trial)).Trace!;
        _trial += some;
        var moves = Enumerable.Range(0, cells).Select(cell =>
        {
            var values = Enumerable.Range(0, some)
                .SelectMany(n => Enumerable.Range(0, trace.Samples).Select(m => trace[m, (n * cells) + cell])).ToArray();
            return (values.Minimum(), values.Maximum());
        }).ToArray();
        return (moves, AdcEstimate.Of(trace, settings.Format.XUnit));
    }

    private (double X, double Y) Noise(AdcEstimate adc)
    {
        var currents = NoiseEstimate.Currents.Select(current => current - settings.Parameters.A).ToArray();
        using var array = create(settings with { Codes = CurrentCodes.Of(currents) });
        var runs = Enumerable.Range(0, currents.Length * cells).Select(run => (ushort)(run / cells)).ToArray();
        var traces = Enumerable.Range(0, RestTrials)
            .Select(trial => array.Run(new(runs, Features.Trace, null, _trial + (uint)(trial * currents.Length))).Trace!).ToArray();
        _trial += RestTrials * (uint)currents.Length;
        return NoiseEstimate.Of(traces, settings, adc.Step);
    }

    private CellCalibration Measured(ICellArray array, double[][] trials, double[] curve, (double Least, double Most)[] moves) => new()
    {
        Device = array.Describe().ToString(),
        Currents = settings.Codes.Currents.ToArray(),
        Curve = [.. Rows(curve).SelectMany(row => row)],
        Cells = [.. Enumerable.Range(0, cells).Select(cell => Cell(cell, trials, Row(curve, cell), moves[cell]))],
    };

    private CalibratedCell Cell(int cell, double[][] trials, double[] response, (double Least, double Most) moves)
    {
        var noise = Math.Sqrt(Enumerable.Range(0, Codes).Average(code => trials.Select(trial => trial[(code * cells) + cell]).Variance()));
        if (moves.Most - moves.Least < Still)
        {
            var x = (moves.Least + moves.Most) / 2;
            return new CalibratedCell(new MeasuredCell(0, 0, Math.Abs(x) < Still ? 0 : x), noise, 0);
        }

        var known = Enumerable.Range(0, Codes).Where(code => Math.Abs(response[code]) < LargestMean).ToArray();
        known = known.Length < 3 ? [.. Enumerable.Range(0, Codes)] : known;
        var (intercept, slope) = Fit.Line(
            [.. known.Select(code => settings.Codes.Currents[code])], [.. known.Select(code => response[code])]);
        var misfit = Math.Sqrt(known.Average(code => Math.Pow(response[code] - intercept - (slope * settings.Codes.Currents[code]), 2)));
        return new CalibratedCell(new MeasuredCell(
            MeanLaw.DriveOf(intercept) - settings.Parameters.A, MeanLaw.DriveOf(slope), null), noise, misfit);
    }

    private double[] Ideal()
    {
        using var array = new CpuArray(settings with { Imperfections = Imperfections.Ideal, Cells = 1 });
        var means = array.Run(new(settings.Codes.AllCodes(), Features.Mean)).MeanX!;
        return [.. Enumerable.Range(0, Codes * cells).Select(run => means[run / cells])];
    }

    private static double[] Average(double[][] trials) =>
        [.. Enumerable.Range(0, trials[0].Length).Select(run => trials.Average(trial => trial[run]))];

    private double[] Row(double[] curve, int cell) => [.. Enumerable.Range(0, Codes).Select(code => curve[(code * cells) + cell])];

    private double[][] Rows(double[] curve) => [.. Enumerable.Range(0, cells).Select(cell => Row(curve, cell))];

    private Distance DistanceOf(double[] model, double[] device)
    {
        double[] apart = [.. model.Zip(device, (a, b) => Math.Abs(a - b))];
        var worst = apart.Index().MaxBy(one => one.Item).Index;
        return new Distance(Math.Sqrt(apart.Average(one => one * one)), apart[worst], worst % cells);
    }

    private double[] Residuals(double[] model, double[] device) => [.. Enumerable.Range(0, cells).Select(cell =>
        Math.Sqrt(Row(model, cell).Zip(Row(device, cell), (a, b) => (a - b) * (a - b)).Average()))];
}
