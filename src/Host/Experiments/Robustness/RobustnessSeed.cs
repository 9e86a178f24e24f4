using FhnHw.Host.Experiments.Calibration;
using FhnHw.Host.Experiments.Sharing;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cpu;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Experiments.Robustness;

/// <summary>A network and its accuracy on the cells that it was trained on.</summary>
/// <param name="Weights">The network.</param>
/// <param name="Test">On the test images.</param>
internal sealed record TrainedNetwork(NetworkWeights Weights, Accuracy Test);

/// <summary>Accuracy on the test images on the cells of one strength and seed.</summary>
/// <param name="Transferred">With weights of ideal cells.</param>
/// <param name="Twin">With weights of the twin.</param>
/// <param name="InLoop">With weights of these cells.</param>
internal sealed record StrengthAccuracies(Accuracy Transferred, Accuracy Twin, Accuracy InLoop)
{
    /// <summary>That of an origin of the weights.</summary>
    public Accuracy Of(Origin origin) => origin switch
    {
        Origin.Transferred => Transferred,
        Origin.Twin => Twin,
        _ => InLoop,
    };
}

/// <summary>What is measured with one seed of network, images and cells.</summary>
/// <param name="plan">How much of everything.</param>
/// <param name="seed">The seed.</param>
/// <param name="images">Its images.</param>
/// <param name="tell">Told the network that is trained next.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class RobustnessSeed(RobustnessPlan plan, int seed, DataSet images, Action<string> tell, CancellationToken cancellation)
{
    /// <summary>Trials of each current by which cells are calibrated.</summary>
    public const int CalibrationTrials = 2;

    /// <summary>How a network is trained.</summary>
    public static RunSettings Run(RobustnessPlan plan, int seed, bool dropout) => new()
    {
        Surrogate = "measured",
        Training = new TrainingOptions { Epochs = plan.Epochs, Seed = seed, Dropout = dropout ? plan.Dropout : 0 },
    };

    /// <summary>The network of ideal cells.</summary>
    /// <param name="cells">Ideal cells.</param>
    /// <param name="dropout">Whether cells are left out while training.</param>
    public TrainedNetwork OnIdeal(HiddenCells cells, bool dropout)
    {
        Tell("ideal cells", dropout);
        var own = cells.With(Nonlinearity.Linear);
        var weights = Train(own, dropout);
        return new TrainedNetwork(weights, Evaluate(weights, own));
    }

    /// <summary>The cells of one strength: calibrated once, and their response table and their twin's measured once, for both ways of training.</summary>
    /// <param name="device">Has the cells.</param>
    /// <param name="sweep">What grows.</param>
    /// <param name="value">How strong it is.</param>
    /// <param name="ideal">The networks of ideal cells, without dropout and with it.</param>
    /// <returns>In the same order.</returns>
    public StrengthAccuracies[] At(SharedDevice device, Sweep sweep, double value, TrainedNetwork[] ideal)
    {
        var imperfections = sweep.Make(value) with { Seed = seed };
        var settings = RobustnessStudy.Settings(plan, imperfections);
        using var array = device.Open(settings);
        var cells = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Auto);
        var calibration = new Calibrator(device.Open, settings, settings.Cells, CalibrationTrials).Measure(array, cancellation);
        using var twinArray = new CpuArray(RobustnessStudy.Settings(plan, calibration.Twin(seed)));
        var twinCells = new HiddenCells(twinArray, Nonlinearity.Linear, ForwardMode.Auto);
        return [.. ideal.Select((network, index) => With(dropout: index == 1, network))];

        StrengthAccuracies With(bool dropout, TrainedNetwork network)
        {
            Tell(FormattableString.Invariant($"{sweep.Name} {value}, in the loop"), dropout);
            var own = cells.With(Nonlinearity.Linear);
            var inLoop = Evaluate(Train(own, dropout), own);
            Tell(FormattableString.Invariant($"{sweep.Name} {value}, on the twin"), dropout);
            var twin = Train(twinCells.With(Nonlinearity.Linear), dropout);
            return new StrengthAccuracies(Try(network.Weights, cells), Try(twin, cells), inLoop);
        }
    }

    // Every image that noisy cells run has a number, from which its noise follows. Training images and, after each epoch, test images used to be
    // evaluated too, by mean and by vote, though nobody looked at it: their numbers are left out, so that results stay as they were.
    private NetworkWeights Train(HiddenCells cells, bool dropout)
    {
        var run = new TrainingRun(Run(plan, seed, dropout), images.Train, cells)
        {
            ChecksResponseTable = false, // measured a moment ago, twice
            OnEpoch = (_, _) => LeaveOut(images.Test),
        };
        run.Run(cancellation);
        LeaveOut(images.Train);
        return run.Weights;

        void LeaveOut(ImageSet set) => cells.Trials.Next = unchecked(cells.Trials.Next + (2 * (uint)set.Count));
    }

    private Accuracy Try(NetworkWeights weights, HiddenCells cells) => Evaluate(weights, cells.With(Nonlinearity.Linear));

    private Accuracy Evaluate(NetworkWeights weights, HiddenCells cells) => Evaluator.Run(weights, cells, images.Test, cancellation: cancellation);

    private void Tell(string words, bool dropout) => tell($"{(dropout ? ", dropout" : "")}: {words}");
}
