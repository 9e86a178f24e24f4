using FhnHw.Host.Data;
using FhnHw.Host.Experiments;
using FhnHw.Host.Network;
using FhnHw.Host.Training;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Managed;
using FhnHw.Kernels.Numbers;

namespace FhnHw.Host.Tests.Training;

public sealed class TrainingRunTests : IDisposable
{
    private static readonly DataSet Digits = BuiltInDigits.Generate(400, 100, 3);
    private readonly string _folder = Directory.CreateTempSubdirectory("fhnhw-run-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_seed_repeats_a_run_to_the_bit()
    {
        Assert.Equal(Train(Configuration(2)).Weights.W1Values, Train(Configuration(2)).Weights.W1Values);
    }

    [Fact]
    public void Another_seed_gives_another_network()
    {
        var other = Configuration(1) with { Training = Configuration(1).Training with { Seed = 2 } };

        Assert.NotEqual(Train(Configuration(1)).Weights.W1Values, Train(other).Weights.W1Values);
    }

    [Fact]
    public void A_run_that_was_stopped_in_an_epoch_resumes_to_the_same_bits()
    {
        var whole = Train(Configuration(3));
        using var stop = new CancellationTokenSource();
        var interrupter = new Listener(progress =>
        {
            if (progress is { Epoch: 3, Done: > 100 })
            {
                stop.Cancel();
            }
        });

        Assert.Throws<OperationCanceledException>(() => Train(Configuration(3), _folder, false, interrupter, stop.Token));
        var resumed = Train(Configuration(3), _folder, true);

        Assert.Equal(whole.Weights.W1Values, resumed.Weights.W1Values);
        Assert.Equal(whole.Weights.W3Values, resumed.Weights.W3Values);
        Assert.Equal(whole.Test.PerDigit, resumed.Test.PerDigit);
        Assert.Equal(4, File.ReadAllLines(Path.Combine(_folder, "epochs.csv")).Length);
    }

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
        using var array = new Kernels.Float.FloatArray(Configuration(1).ArraySettings());

        var outcome = new TrainingRun(Configuration(6), Digits, array, null, new Listener(_ => { })).Run(false, CancellationToken.None);

        Assert.True(outcome.Test.Vote > 50);
    }

    [Fact]
    public void A_checkpoint_reads_back_as_it_was_written()
    {
        var trained = Train(Configuration(1), _folder);

        var (weights, adam, epoch) = Checkpoint.Read(Path.Combine(_folder, "checkpoint.npz"));

        Assert.Equal(trained.Weights.W1Values, weights.W1Values);
        Assert.Equal(1, epoch);
        Assert.Equal(7, adam.Steps);
        Assert.Equal(trained.Weights.W3Values, Checkpoint.ReadWeights(RunFolder.Weights(_folder)).W3Values);
    }

    [Fact]
    public void A_folder_with_a_run_is_not_begun_again()
    {
        using var array = new ManagedArray(Configuration(1).ArraySettings());
        RunFolder.Begin(_folder, Configuration(1), array.Describe());

        var refused = Assert.Throws<InvalidSettingException>(() => RunFolder.CheckFree(_folder));

        Assert.Contains("--resume", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Configuration(1), RunConfiguration.Read(RunFolder.Configuration(_folder)));
    }

    [Fact]
    public void An_array_that_answers_equal_currents_differently_is_refused_an_atlas()
    {
        using var array = new ManagedArray(Configuration(1).ArraySettings());

        Assert.Throws<AtlasMismatchException>(() => new HiddenCells(new Drifting(array), Activation.Linear, ForwardMode.Atlas));
    }

    private static RunConfiguration Configuration(int epochs)
    {
        var format = new CellFormat();
        var array = new ArraySettings(
            format, new CellParameters(), CurrentLevels.OfCodes(8, -1), Window.OfTime(10, 10, 16, format));
        return new RunConfiguration { Training = new TrainingOptions { Epochs = epochs, Hidden = 20, Batch = 64, Shift = 1 } }.With(array);
    }

    private static TrainingOutcome Train(
        RunConfiguration configuration, string? folder = null, bool resume = false, Listener? listener = null, CancellationToken stop = default)
    {
        using var array = new ManagedArray(configuration.ArraySettings());
        return new TrainingRun(configuration, Digits, array, folder, listener ?? new Listener(_ => { })).Run(resume, stop);
    }

    private sealed class Listener(Action<TrainingProgress> onBatch) : ITrainingListener
    {
        public void OnBatch(TrainingProgress progress) => onBatch(progress);

        public void OnEpoch(EpochResult epoch, Accuracy test)
        {
        }
    }

    // Says that it is deterministic, and shifts every mean a little more at each call.
    private sealed class Drifting(ICellArray array) : ICellArray
    {
        private double _drift;

        public ArraySettings Settings => array.Settings;

        public ArrayDescription Describe() => array.Describe();

        public Response Run(ReadOnlySpan<ushort> currents, Features features, Readout? readout = null)
        {
            var response = array.Run(currents, features, readout);
            _drift += 1e-9;
            return new Response
            {
                Runs = response.Runs,
                Trace = response.Trace,
                MeanX = response.MeanX?.Select(mean => mean + _drift).ToArray(),
                MeanActivation = response.MeanActivation,
            };
        }

        public void Dispose()
        {
        }
    }
}
