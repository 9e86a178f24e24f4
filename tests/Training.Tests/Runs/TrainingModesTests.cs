using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Float;
using FhnHw.Kernels.Managed;
using FhnHw.Kernels.Numbers;
using FhnHw.Tests;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

namespace FhnHw.Training.Tests.Runs;

/// <summary>Training by look-up and by streaming, with each surrogate, layer and arithmetic.</summary>
public class TrainingModesTests
{
    private static readonly DataSet Digits = BuiltInDigits.Generate(400, 100, 3);

    [Fact]
    public void Atlas_and_stream_train_the_same_network_to_the_bit()
    {
        var atlas = Train(Configuration(1) with { Forward = ForwardMode.Atlas });
        var stream = Train(Configuration(1) with { Forward = ForwardMode.Stream });

        Assert.Equal("atlas", atlas.Forward);
        Assert.Equal("stream", stream.Forward);
        Assert.Equal(atlas.Weights.W1Values, stream.Weights.W1Values);
        Assert.Equal(atlas.Test.Vote, stream.Test.Vote);
        Assert.Equal(atlas.Train.PerDigit, stream.Train.PerDigit);
    }

    [Theory]
    [InlineData("sigmoid", Activation.Sigmoid)]
    [InlineData("sigmoid", Activation.Linear)]
    [InlineData("meanfield", Activation.Sigmoid)]
    [InlineData("measured", Activation.Linear)]
    [InlineData("measured", Activation.Sigmoid)]
    public void Every_surrogate_learns_behind_either_layer(string surrogate, Activation layer)
    {
        var few = Configuration(1) with { Surrogate = surrogate };
        var many = Configuration(8) with { Surrogate = surrogate };
        few = few with { Training = few.Training with { Activation = layer, LearningRate = 5e-3 } };
        many = many with { Training = many.Training with { Activation = layer, LearningRate = 5e-3 } };

        Assert.True(Train(many).Train.Mean > Train(few).Train.Mean + 5);
    }

    [Fact]
    public void The_floating_point_array_trains_too()
    {
        using var array = new FloatArray(Configuration(1).ArraySettings());

        var outcome = new TrainingRun(Configuration(6), Digits, array, null, new Unheard()).Run(false, CancellationToken.None);

        Assert.True(outcome.Test.Vote > 50);
    }

    [Fact]
    public void Cells_of_their_own_train_by_a_table_a_cell_to_the_bits_of_streaming()
    {
        var imperfections = new Imperfections { OffsetSpread = 0.3, GainSpread = 0.3, EpsSpread = 0.1, Dead = 0.1, Stuck = 0.1, RandomStart = true, AdcBits = 6 };
        var configuration = Configuration(1) with { Imperfections = imperfections };
        var atlas = Train(configuration with { Forward = ForwardMode.Atlas, Surrogate = "measured" });
        var stream = Train(configuration with { Forward = ForwardMode.Stream, Surrogate = "measured" });

        Assert.Equal(("atlas", "stream"), (atlas.Forward, stream.Forward));
        Assert.Equal(atlas.Weights.W1Values, stream.Weights.W1Values);
        Assert.Equal(atlas.Test.Vote, stream.Test.Vote);
        Assert.Equal(atlas.Train.PerDigit, stream.Train.PerDigit);
        Assert.NotEqual(Train(Configuration(1)).Weights.W1Values, atlas.Weights.W1Values);
    }

    [Theory]
    [InlineData("noise")]
    [InlineData("drift")]
    [InlineData("free")]
    public void Cells_that_answer_differently_each_time_stream_and_a_stopped_run_goes_on_to_the_same_bits(string what)
    {
        var imperfections = what switch
        {
            "noise" => new Imperfections { NoiseX = 0.2, NoiseY = 0.2 },
            "drift" => new Imperfections { Drift = 0.5 },
            _ => new Imperfections { FreeRunning = true },
        };
        var configuration = Configuration(2) with { Imperfections = imperfections };
        using var folder = new TemporaryFolder();
        var whole = Train(configuration);
        using var source = new CancellationTokenSource();
        var stop = new StopAfter(1, source);
        Assert.Throws<OperationCanceledException>(() => Train(configuration, folder.Path, stop));
        var resumed = Train(configuration, folder.Path, null);

        Assert.Equal(("stream", "stream"), (whole.Forward, resumed.Forward));
        Assert.Equal(whole.Weights.W1Values, resumed.Weights.W1Values);
        Assert.Equal(whole.Test.PerDigit, resumed.Test.PerDigit);
        Assert.Equal(whole.Train.Vote, resumed.Train.Vote);
        var refusal = Assert.Throws<AtlasMismatchException>(() => Train(configuration with { Forward = ForwardMode.Atlas }));
        Assert.Contains(what == "noise" ? "noisy" : what == "drift" ? "drift" : "run on", refusal.Message);
        Assert.Contains(Remedy.Do(RemedyAction.Stream), refusal.Remedies);
    }

    private static RunConfiguration Configuration(int epochs)
    {
        var format = new CellFormat();
        var array = new ArraySettings(
            format, new CellParameters(), CurrentLevels.OfCodes(8, -1), Window.OfTime(10, 10, 16, format));
        return new RunConfiguration { Training = new TrainingOptions { Epochs = epochs, Hidden = 20, Batch = 64, Shift = 1 } }.With(array);
    }

    private static TrainingOutcome Train(RunConfiguration configuration)
    {
        using var array = new ManagedArray(configuration.ArraySettings());
        return new TrainingRun(configuration, Digits, array, null, new Unheard()).Run(false, CancellationToken.None);
    }

    private static TrainingOutcome Train(RunConfiguration configuration, string folder, StopAfter? stop)
    {
        using var array = new ManagedArray(configuration.ArraySettings());
        return new TrainingRun(configuration, Digits, array, folder, (ITrainingListener?)stop ?? new Unheard())
            .Run(stop is null, stop?.Token ?? CancellationToken.None);
    }

    private sealed class StopAfter(int epochs, CancellationTokenSource source) : ITrainingListener
    {
        public CancellationToken Token => source.Token;

        public void OnBatch(TrainingProgress progress)
        {
        }

        public void OnEpoch(EpochResult epoch, Accuracy test)
        {
            if (epoch.Epoch == epochs)
            {
                source.Cancel();
            }
        }
    }

    private sealed class Unheard : ITrainingListener
    {
        public void OnBatch(TrainingProgress progress)
        {
        }

        public void OnEpoch(EpochResult epoch, Accuracy test)
        {
        }
    }
}
