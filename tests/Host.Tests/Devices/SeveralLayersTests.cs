using FhnHw.Host.Devices;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Tests.Devices;

/// <summary>
/// Networks of two hidden layers on the cpu array, on OpenCL and on the simulated board. A layer of 300 is larger than its 256 cells: it goes
/// there in parts, and where it is the last layer its votes are counted here, from traces.
/// </summary>
public class SeveralLayersTests
{
    private const string Small = "7,5", LargeFirst = "300,7", LargeLast = "7,300";

    private static readonly DataSet Digits = BuiltInDigits.Generate(20, 10, 3);

    [ToolTheory("verilator", "g++", "make")]
    [InlineData(Small, "ideal", ForwardMode.Table)]
    [InlineData(LargeFirst, "ideal", ForwardMode.Table)]
    [InlineData(Small, "ideal", ForwardMode.Stream)]
    [InlineData(LargeFirst, "ideal", ForwardMode.Stream)]
    [InlineData(LargeLast, "ideal", ForwardMode.Stream)]
    [InlineData(Small, "steady", ForwardMode.Table)]
    [InlineData(LargeLast, "steady", ForwardMode.Stream)]
    [InlineData(Small, "noisy", ForwardMode.Stream)]
    [InlineData(LargeFirst, "noisy", ForwardMode.Stream)]
    [InlineData(LargeLast, "noisy", ForwardMode.Stream)]
    [InlineData(Small, "stateful", ForwardMode.Stream)]
    [InlineData(LargeLast, "stateful", ForwardMode.Stream)]
    public void Two_hidden_layers_train_and_predict_to_the_same_bits_on_every_array(string hidden, string cells, ForwardMode forward)
    {
        var sizes = LayerSizes.Parse(hidden);
        var (expected, predicted) = Train(new DeviceName.Cpu(), sizes, Of(cells), forward);
        foreach (var device in new DeviceName[] { new DeviceName.BestOpenCl(), new DeviceName.Simulator(Lanes: 8) })
        {
            var (weights, predictions) = Train(device, sizes, Of(cells), forward);
            Assert.True(expected.EqualTo(weights), $"The weights that {device} trains are others.");
            Assert.Equal(predicted.Votes, predictions.Votes);
            Assert.Equal(predicted.Means, predictions.Means);
        }
    }

    private static (NetworkWeights Weights, Predictions Predictions) Train(
        DeviceName device, LayerSizes hidden, Imperfections imperfections, ForwardMode forward)
    {
        var settings = new RunSettings
        {
            Training = new TrainingOptions { Hidden = hidden, Epochs = 1, Batch = 8, LearningRate = 0.01, Seed = 5 },
            Array = new ArraySettings(TinyCheckout.Constants.Format, new CellParameters(), CurrentCodes.OfBits(4, -1), new Window(45, 100, 20))
            {
                Imperfections = imperfections,
            },
        };
        using var open = CellArrays.Open(device, settings.Array, hidden);
        Assert.True((open.Board?.Greeting.Cells ?? 256) == 256, "The large layer is to be larger than the board, and the small one smaller.");
        var cells = open.Arrays.Select(array => new HiddenCells(array, Nonlinearity.Linear, forward)).ToArray();
        var layers = cells is [var only] ? HiddenLayers.Alike(only, hidden.Count) : new HiddenLayers(cells);
        var run = new TrainingRun(settings, Digits.Train, layers);
        run.Run(CancellationToken.None);
        return (run.Weights, Evaluator.Predict(run.Weights, layers, Digits.Test));
    }

    private static Imperfections Of(string cells) => cells switch
    {
        "ideal" => Imperfections.Ideal,
        "steady" => Imperfections.Preset("harsh").Steady(),
        "noisy" => Imperfections.Preset("harsh").WithoutAdc(),
        _ => Imperfections.Preset("harsh") with { Stateful = true },
    };
}
