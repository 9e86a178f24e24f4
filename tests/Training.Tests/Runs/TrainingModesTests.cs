using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Float;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Training.Tests.Runs;

/// <summary>Training by look-up and by streaming, with each surrogate, readout and arithmetic.</summary>
public class TrainingModesTests
{
    private static readonly DataSet Digits = BuiltInDigits.Generate(400, 100, 3);

    [Theory]
    [InlineData("20")]
    [InlineData("24,20")]
    [InlineData("9,33,20")]
    public void ResponseTable_and_stream_train_the_same_network_to_the_bit(string hidden)
    {
        var configuration = Layered(Configuration(1), hidden);
        var responses = Train(configuration with { Forward = ForwardMode.Table });
        var stream = Train(configuration with { Forward = ForwardMode.Stream });

        Assert.Equal("table", responses.Forward);
        Assert.Equal("stream", stream.Forward);
        Assert.True(responses.Weights.EqualTo(stream.Weights));
        Assert.Equal(responses.Test.Vote, stream.Test.Vote);
        Assert.Equal(responses.Train.PerClass, stream.Train.PerClass);
    }

    [Theory]
    [InlineData("sigmoid", Nonlinearity.Sigmoid)]
    [InlineData("sigmoid", Nonlinearity.Linear)]
    [InlineData("meanfield", Nonlinearity.Sigmoid)]
    [InlineData("measured", Nonlinearity.Linear)]
    [InlineData("measured", Nonlinearity.Sigmoid)]
    public void Every_surrogate_learns_with_either_readout(string surrogate, Nonlinearity layer)
    {
        var few = Configuration(1) with { Surrogate = surrogate };
        var many = Configuration(8) with { Surrogate = surrogate };
        few = few with { Training = few.Training with { Nonlinearity = layer, LearningRate = 5e-3 } };
        many = many with { Training = many.Training with { Nonlinearity = layer, LearningRate = 5e-3 } };

        Assert.True(Train(many).Train.Mean > Train(few).Train.Mean + 5);
    }

    [Fact]
    public void The_floating_point_array_trains_too()
    {
        using var array = new FloatArray(Configuration(1).Array);

        var outcome = Train(Configuration(6), array);

        Assert.True(outcome.Test.Vote > 50);
    }

    [Theory]
    [InlineData("20")]
    [InlineData("24,20")]
    public void Per_cell_parameters_train_by_one_table_per_cell_to_the_bits_of_streaming(string hidden)
    {
        var imperfections = new Imperfections
        {
            OffsetMismatch = 0.3,
            GainMismatch = 0.3,
            EpsMismatch = 0.1,
            Dead = 0.1,
            Stuck = 0.1,
            RandomStart = true,
            AdcBits = 6,
        };
        var configuration = Layered(With(Configuration(1), imperfections), hidden);
        var responses = Train(configuration with { Forward = ForwardMode.Table, Surrogate = "measured" });
        var stream = Train(configuration with { Forward = ForwardMode.Stream, Surrogate = "measured" });

        Assert.Equal(("table", "stream"), (responses.Forward, stream.Forward));
        Assert.True(responses.Weights.EqualTo(stream.Weights));
        Assert.Equal(responses.Test.Vote, stream.Test.Vote);
        Assert.Equal(responses.Train.PerClass, stream.Train.PerClass);
        Assert.False(Train(Layered(Configuration(1), hidden)).Weights.EqualTo(responses.Weights));
    }

    [Theory]
    [InlineData("noise", "20")]
    [InlineData("drift", "20")]
    [InlineData("free", "20")]
    [InlineData("noise", "12,20")]
    [InlineData("free", "12,20")]
    public void Cells_that_are_not_deterministic_stream_and_a_stopped_run_continues_to_the_same_bits(string what, string hidden)
    {
        var imperfections = what switch
        {
            "noise" => new Imperfections { NoiseX = 0.2, NoiseY = 0.2 },
            "drift" => new Imperfections { Drift = 0.5 },
            _ => new Imperfections { Stateful = true },
        };
        var configuration = Layered(With(Configuration(2), imperfections), hidden);
        using var folder = new TemporaryFolder();
        var whole = Train(configuration);
        Assert.Throws<OperationCanceledException>(() => Train(configuration, folder.Path, stopAfter: 1));
        var resumed = Train(configuration, folder.Path, null);

        Assert.Equal(("stream", "stream"), (whole.Forward, resumed.Forward));
        Assert.True(whole.Weights.EqualTo(resumed.Weights));
        Assert.Equal(whole.Test.PerClass, resumed.Test.PerClass);
        Assert.Equal(whole.Train.Vote, resumed.Train.Vote);
        var refusal = Assert.Throws<ResponseTableMismatchException>(() => Train(configuration with { Forward = ForwardMode.Table }));
        Assert.Contains(what == "noise" ? "noisy" : what == "drift" ? "drift" : "stateful", refusal.Message);
        Assert.Contains(Remedy.Do(RemedyAction.Stream), refusal.Remedies);
    }

    private static RunSettings Layered(RunSettings configuration, string hidden) =>
        configuration with { Training = configuration.Training with { Hidden = LayerSizes.Parse(hidden) } };

    private static RunSettings With(RunSettings configuration, Imperfections imperfections) =>
        configuration with { Array = configuration.Array with { Imperfections = imperfections } };

    private static RunSettings Configuration(int epochs) => new()
    {
        Array = new ArraySettings(
            new CellFormat(), new CellParameters(), CurrentCodes.OfBits(8, -1), Window.OfTime(new CellFormat(), 10, 10, 16))
        {
            Cells = 20,
        },
        Training = new TrainingOptions { Epochs = epochs, Hidden = 20, Batch = 64, Shift = 1 },
    };

    private static TrainingOutcome Train(RunSettings configuration)
    {
        var arrays = Arrays(configuration);
        return Train(configuration, arrays);
    }

    private static CpuArray[] Arrays(RunSettings configuration) =>
        [.. LayerArrays.Of(configuration.Array, configuration.Training.Hidden).Select(settings => new CpuArray(settings))];

    private static TrainingOutcome Train(RunSettings configuration, params ICellArray[] arrays)
    {
        var run = new TrainingRun(configuration, Digits.Train, Layers(configuration, arrays)) { Watched = Digits.Test };
        run.Run(CancellationToken.None);
        return run.Evaluate(Digits, CancellationToken.None);
    }

    private static HiddenLayers Layers(RunSettings configuration, params ICellArray[] arrays)
    {
        HiddenCells[] cells = [.. arrays.Select(array => new HiddenCells(array, configuration.Training.Nonlinearity, configuration.Forward))];
        return cells is [var only] ? HiddenLayers.Alike(only, configuration.Training.Hidden.Count) : new HiddenLayers(cells);
    }

    // A run that is stopped after an epoch, and its continuation.
    private static TrainingOutcome Train(RunSettings configuration, string folder, int? stopAfter)
    {
        using var source = new CancellationTokenSource();
        var run = new TrainingRun(configuration, Digits.Train, Layers(configuration, Arrays(configuration)))
        {
            Folder = folder,
            Watched = Digits.Test,
            OnEpoch = (epoch, _) => Stop(epoch.Epoch == stopAfter, source),
        };
        if (stopAfter is null)
        {
            run.Resume();
        }

        run.Run(source.Token);
        return run.Evaluate(Digits, source.Token);
    }

    private static void Stop(bool now, CancellationTokenSource source)
    {
        if (now)
        {
            source.Cancel();
        }
    }
}
