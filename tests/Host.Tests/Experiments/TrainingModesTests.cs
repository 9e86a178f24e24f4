using FhnHw.Host.Data;
using FhnHw.Host.Experiments;
using FhnHw.Host.Training;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Managed;
using FhnHw.Kernels.Numbers;

namespace FhnHw.Host.Tests.Experiments;

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
        using var array = new Kernels.Float.FloatArray(Configuration(1).ArraySettings());

        var outcome = new TrainingRun(Configuration(6), Digits, array, null, new Unheard()).Run(false, CancellationToken.None);

        Assert.True(outcome.Test.Vote > 50);
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
