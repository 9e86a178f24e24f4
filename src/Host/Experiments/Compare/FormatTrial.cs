using FhnHw.Host.Experiments.Spikes;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;
using MathNet.Numerics.Statistics;

namespace FhnHw.Host.Experiments.Compare;

/// <summary>What every format is compared with.</summary>
/// <param name="Plain">A network trained without cells.</param>
/// <param name="Trained">The network trained in the reference's loop, first seed.</param>
/// <param name="Predictions">Class by vote of each test image, on the reference with these weights.</param>
/// <param name="Cells">The reference's single cells.</param>
/// <param name="Cycles">Its mean cycle at each current.</param>
internal sealed record CompareReference(NetworkWeights Plain, NetworkWeights Trained, int[] Predictions, CellPoint[] Cells, double[][] Cycles);

/// <summary>Measures one format.</summary>
internal sealed class FormatTrial
{
    private readonly CompareContext _context;
    private readonly ComparedFormat _format;
    private readonly HiddenCells _cells;
    private readonly string _hash;

    /// <summary>Prepares the cells of a format: their response table is measured.</summary>
    /// <param name="context">Images and plan.</param>
    /// <param name="format">The format.</param>
    /// <param name="array">Its array.</param>
    public FormatTrial(CompareContext context, ComparedFormat format, ICellArray array)
    {
        (_context, _format) = (context, format);
        _hash = array.Describe().ConstantsHash;
        _cells = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Table);
    }

    /// <summary>Measures a format.</summary>
    public static FormatResult Run(CompareContext context, ComparedFormat format, CompareReference reference, Action<double> told)
    {
        using var array = context.ForNetwork(format);
        var trial = new FormatTrial(context, format, array);
        var points = CellTrial.Run(context, format, reference.Cycles);
        return trial.Result(points, trial.Train(told), reference);
    }

    /// <summary>Trains the networks in the loop of these cells, one a seed.</summary>
    /// <param name="told">Told the share done.</param>
    public NetworkWeights[] Train(Action<double> told) => [.. Enumerable.Range(0, _context.Plan.Seeds).Select(index =>
        Train(_context.Plan.Seed + index, epoch => told((index + ((double)epoch / _context.Plan.Epochs)) / _context.Plan.Seeds)))];

    // The recipe of every format, that of "train --shift 1": images moved by up to a pixel each way, Adam 2e-3 with a cosine, no bias.
    private NetworkWeights Train(int seed, Action<int> told)
    {
        var options = new TrainingOptions { Epochs = _context.Plan.Epochs, Shift = 1, Seed = seed };
        var run = new TrainingRun(new RunSettings { Training = options }, _context.Data.Train, _cells)
        {
            ChecksResponseTable = false, // measured a moment ago, twice
            OnEpoch = (epoch, _) => told(epoch.Epoch),
        };
        run.Run(_context.Cancellation);
        return run.Weights;
    }

    /// <summary>All that is said of a format.</summary>
    /// <param name="points">Its single cells.</param>
    /// <param name="networks">Those trained in its loop.</param>
    /// <param name="reference">What it is compared with.</param>
    public FormatResult Result(CellPoint[] points, NetworkWeights[] networks, CompareReference reference)
    {
        var transferred = Predict(reference.Trained);
        var both = points.Zip(reference.Cells).Where(pair => pair.First.Spikes && pair.Second.Spikes).ToArray();
        var (spiking, errors) = Codes();
        return new FormatResult
        {
            Format = _format,
            Name = _format.ToString(),
            ConstantsHash = _hash,
            Cells = points,
            SpikingCurrents = both.Length,
            PeriodChange = Median(both.Select(pair => 100 * ((pair.First.Period / pair.Second.Period) - 1))),
            DutyChange = both.Select(pair => Math.Abs(pair.First.Duty - pair.Second.Duty)).DefaultIfEmpty(double.NaN).Max(),
            TraceError = Median(both.Select(pair => pair.First.TraceError)),
            SpikingCodes = spiking,
            MeanError = Math.Sqrt(errors.Average(error => error * error)),
            LargestMeanError = errors.Max(Math.Abs),
            SaturatedCodes = _cells.SaturatedCodes ?? 0,
            Substituted = Score(Predict(reference.Plain)),
            Transferred = Score(transferred),
            EqualPredictions = 100.0 * transferred.Votes.Zip(reference.Predictions).Count(pair => pair.First == pair.Second)
                / reference.Predictions.Length,
            InLoop = [.. networks.Select(network => Score(Predict(network)))],
        };
    }

    // Of all codes: the share that spikes among those that should, and the time-mean minus -I.
    private (double Spiking, double[] Errors) Codes()
    {
        var response = _cells.ResponseTable!.Response;
        var currents = _cells.Codes.Currents.ToArray();
        return (SpikingCodes.Share(response.Trace!, currents), [.. currents.Select((current, code) => response.MeanX![code] + current)]);
    }

    /// <summary>What these cells predict with some weights, test images.</summary>
    public Predictions Predict(NetworkWeights weights) =>
        Evaluator.Predict(weights, _cells, _context.Data.Test, cancellation: _context.Cancellation);

    private Score Score(Predictions predictions)
    {
        var accuracy = predictions.Accuracy(_context.Data.Test);
        return new Score(accuracy.Vote, accuracy.Mean);
    }

    private static double Median(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Median();
}
