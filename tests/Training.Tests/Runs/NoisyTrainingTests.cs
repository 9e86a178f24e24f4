using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Hidden.Units;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

namespace FhnHw.Training.Tests.Runs;

/// <summary>Training with noise in the hidden layers, pooled cells and ghosts.</summary>
public class NoisyTrainingTests
{
    private static readonly DataSet Digits = BuiltInDigits.Generate(400, 100, 3);

    private static readonly HiddenNoise All = HiddenNoise.Parse(
        "additive:0.05,additive-correlated:0.05,multiplicative:0.05,multiplicative-correlated:0.05");

    [Fact]
    public void A_stopped_run_with_noise_in_two_layers_continues_to_the_same_bits()
    {
        var settings = Settings(new() { Epochs = 3, Hidden = new(20, 12), HiddenNoise = All, Pool = 2, Ghosts = 2 });
        using var folder = new TemporaryFolder();
        var whole = Train(settings);
        Assert.Throws<OperationCanceledException>(() => Train(settings, folder.Path, stopAfter: 1));
        var resumed = Train(settings, folder.Path);
        Assert.True(whole.Weights.EqualTo(resumed.Weights));
        Assert.Equal(whole.NoisyTest!.PerClass, resumed.NoisyTest!.PerClass);
        Assert.Equal(whole.NoisyTest.Mean, resumed.NoisyTest.Mean);
    }

    [Fact]
    public void The_seed_and_the_intensity_decide_the_weights()
    {
        var settings = Settings(new() { Epochs = 1, HiddenNoise = All });
        var weights = Train(settings).Weights;
        Assert.True(weights.EqualTo(Train(settings).Weights));
        Assert.False(weights.EqualTo(Train(settings with { Training = settings.Training with { HiddenNoise = HiddenNoise.None } }).Weights));
        Assert.False(weights.EqualTo(Train(settings with
        {
            Training = settings.Training with { HiddenNoise = All with { Multiplicative = 0.06 } },
        }).Weights));
    }

    [Fact]
    public void Pooling_equal_cells_and_ghosts_without_noise_change_no_weight()
    {
        var settings = Settings(new() { Epochs = 2 });
        var plain = Train(settings);
        var pooled = Train(settings with { Training = settings.Training with { Pool = 3, Ghosts = 2 } });
        Assert.True(plain.Weights.EqualTo(pooled.Weights));
        Assert.Equal(plain.Test.Mean, pooled.Test.Mean);
        Assert.Null(plain.NoisyTest);
    }

    [Fact]
    public void Pooled_cells_that_differ_train_by_look_up_to_the_bits_of_streaming()
    {
        var settings = Settings(new() { Epochs = 1, Pool = 2, Ghosts = 1, HiddenNoise = All }) with { Surrogate = "measured" };
        settings = settings with { Array = settings.Array with { Imperfections = new Imperfections { OffsetMismatch = 0.3, GainMismatch = 0.3 } } };
        var (responses, stream) = (Train(settings with { Forward = ForwardMode.Table }), Train(settings with { Forward = ForwardMode.Stream }));
        Assert.True(responses.Weights.EqualTo(stream.Weights));
        Assert.Equal(responses.Test.Vote, stream.Test.Vote);
        Assert.Equal((responses.NoisyTest!.Vote, responses.NoisyTest.Mean), (stream.NoisyTest!.Vote, stream.NoisyTest.Mean));
    }

    [Fact]
    public void Training_with_noise_makes_a_network_that_stands_it_better()
    {
        var noise = HiddenNoise.Of("additive-correlated", 1);
        var settings = Settings(new() { Epochs = 12, LearningRate = 5e-3 });
        double Under(TrainingOptions training)
        {
            using var array = new CpuArray(settings.Array);
            var layers = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Table);
            var weights = Train(settings with { Training = training }).Weights;
            return Evaluator.Run(weights, UnitLayers.Under(layers, training.Hidden, new TestNoise(noise, 1)), Digits.Train).Mean;
        }

        Assert.True(Under(settings.Training with { HiddenNoise = noise }) > Under(settings.Training) + 3);
    }

    [Fact]
    public void The_settings_read_back_as_they_were_written()
    {
        using var folder = new TemporaryFolder();
        var settings = Settings(new() { HiddenNoise = All, Pool = 2, Ghosts = 3 });
        var path = Path.Combine(folder.Path, "config.json");
        File.WriteAllText(path, settings.ToJson());
        Assert.Equal(settings, RunSettings.Read(path));
        Assert.DoesNotContain("isNone", settings.ToJson());
    }

    private static RunSettings Settings(TrainingOptions training) => new()
    {
        Array = new ArraySettings(
            new CellFormat(), new CellParameters(), CurrentCodes.OfBits(8, -1), Window.OfTime(new CellFormat(), 10, 10, 16)),
        Training = training with { Hidden = training.Hidden.First == TrainingOptions.UsualHidden ? 20 : training.Hidden, Batch = 64 },
    };

    private static TrainingOutcome Train(RunSettings settings, string? folder = null, int? stopAfter = null)
    {
        CpuArray[] arrays = [.. LayerArrays.Of(settings.Array, settings.Training.Cells).Select(layer => new CpuArray(layer))];
        using var source = new CancellationTokenSource();
        try
        {
            HiddenCells[] layers = [.. arrays.Select(array => new HiddenCells(array, Nonlinearity.Linear, settings.Forward))];
            var run = new TrainingRun(
                settings, Digits.Train, layers is [var only] ? HiddenLayers.Alike(only, settings.Training.Hidden.Count) : new HiddenLayers(layers))
            {
                Folder = folder,
                OnEpoch = (epoch, _) => Stop(epoch.Epoch == stopAfter, source),
            };
            if (folder is not null && stopAfter is null)
            {
                run.Resume();
            }

            run.Run(source.Token);
            return run.Evaluate(Digits, CancellationToken.None);
        }
        finally
        {
            Array.ForEach(arrays, array => array.Dispose());
        }
    }

    private static void Stop(bool now, CancellationTokenSource source)
    {
        if (now)
        {
            source.Cancel();
        }
    }
}
