using FhnHw.Files;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Training.Tests.Runs;

public sealed class TrainingRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fhnhw-run-").FullName;
    private readonly DataSet _data = DataSet.Of("noise", "a test", SmallImages.Of(60), SmallImages.Of(15, seed: 8));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        var first = Train(1, null);
        Assert.True(first.EqualTo(Train(1, null)));
        Assert.False(first.EqualTo(Train(2, null)));
    }

    [Theory]
    [InlineData(0)] // before the first checkpoint
    [InlineData(2)]
    public void A_run_resumed_after_an_interrupted_epoch_ends_in_the_same_bits(int wholeEpochs)
    {
        var whole = Train(1, null);
        Assert.ThrowsAny<OperationCanceledException>(() => Train(1, _folder, stopIn: wholeEpochs + 1));
        var resumed = Train(1, _folder, resume: true);
        Assert.True(whole.EqualTo(resumed));
        Assert.Equal(["epoch", "1", "2", "3", "4"], File.ReadAllLines(Path.Combine(_folder, "epochs.csv")).Select(row => row.Split(',')[0]));
    }

    [Fact]
    public void A_checkpoint_reads_back_as_it_was_written()
    {
        var weights = Train(1, _folder);
        var (read, adam, epoch, _, _) = Checkpoint.Read(Path.Combine(_folder, "checkpoint.npz"));
        Assert.Equal((4, 32L), (epoch, adam.Steps));
        Assert.True(weights.EqualTo(read));
        Assert.All(adam.Layers, layer => Assert.Contains(layer.Values.Square, value => value > 0));
        Assert.True(weights.EqualTo(WeightsFile.Read(RunFolder.Weights(_folder))));
    }

    [Theory]
    [InlineData("W1", float.NaN, "NaN")]
    [InlineData("b1", float.PositiveInfinity, "an infinite number")]
    [InlineData("W2", 1e20f, "too large")]
    [InlineData("b2", float.NegativeInfinity, "an infinite number")]
    [InlineData("adam.mean.b2", float.NaN, "NaN")]
    [InlineData("adam.square.W1", float.PositiveInfinity, "an infinite number")]
    public void A_checkpoint_with_a_number_that_cannot_be_used_is_refused_with_its_array(string name, float value, string words)
    {
        Train(1, _folder);
        var path = RunFolder.Checkpoint(_folder);
        var file = Npz.Read(path);
        file.Get<float>(name)[^1] = value;
        Npz.Write(path, file.Names.ToArray().Select(array => KeyValuePair.Create(array, file[array])));
        var message = Assert.Throws<UnusableFileException>(() => Checkpoint.Read(path)).Message;
        Assert.Contains(words, message, StringComparison.Ordinal);
        Assert.Contains($" in {name};", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_whose_training_diverged_is_not_evaluated()
    {
        var weights = Train(1, null);
        weights.Output.Values[0] = float.NaN;
        Assert.Contains("W2", Assert.Throws<InvalidSettingException>(() => Divergence.Check(weights)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sums_that_are_no_numbers_have_no_codes_and_a_smaller_learning_rate_is_advised()
    {
        var codes = Configuration(1).Array.Codes;
        var error = Assert.Throws<InvalidSettingException>(() => CurrentEncoder.Of([0, float.NaN], codes, new float[2], new ushort[2]));
        Assert.Equal("Smaller LearningRate", Assert.Single(error.Remedies).ToString());
    }

    [Fact]
    public void A_run_whose_test_images_lack_a_class_goes_to_its_end()
    {
        var test = SmallImages.Of(8, classes: 2);
        var data = DataSet.Of("noise", "a test", SmallImages.Of(60), test);
        Assert.Equal((3, 3), (data.Train.Classes, data.Test.Classes));
        using var array = new CpuArray(Configuration(1).Array);
        var run = new TrainingRun(Configuration(1), data.Train, new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Table)) { Watched = data.Test };
        run.Run(default);
        var outcome = run.Evaluate(data, default);
        Assert.Equal((3, 3), (outcome.Train.PerClass.Length, outcome.Test.PerClass.Length));
        Assert.True(double.IsNaN(outcome.Test.PerClass[2]) && double.IsFinite(outcome.Train.PerClass[2]));
    }

    [Fact]
    public void What_was_measured_on_the_watched_images_after_the_last_epoch_is_not_measured_again_where_it_would_be_the_same()
    {
        using var array = new CpuArray(Configuration(1).Array);
        var (responses, stream) = (Trained(ForwardMode.Table), Trained(ForwardMode.Stream));
        Assert.Same(responses.Last, responses.Again);
        Assert.Equivalent(responses.Fresh, responses.Again, strict: true);
        Assert.NotSame(stream.Last, stream.Again);

        (Accuracy Last, Accuracy Again, Accuracy Fresh) Trained(ForwardMode mode)
        {
            var (cells, last) = (new HiddenCells(array, Nonlinearity.Linear, mode), (Accuracy?)null);
            var test = SmallImages.Of(20);
            var run = new TrainingRun(Configuration(1), SmallImages.Of(60), cells) { Watched = test, OnEpoch = (_, accuracy) => last = accuracy };
            run.Run(default);
            return (last!, run.Evaluate(test, default), Evaluator.Run(run.Weights, cells, test));
        }
    }

    [Fact]
    public void The_weights_of_the_best_epoch_by_validation_are_kept_beside_the_last_and_a_resumed_run_keeps_the_same()
    {
        var watched = new List<Accuracy>();
        var last = Train(1, _folder, validates: true, onEpoch: (_, accuracy) => watched.Add(accuracy!));
        var best = watched.Select(accuracy => accuracy.Vote).ToList().IndexOf(watched.Max(accuracy => accuracy.Vote)) + 1;
        var state = Checkpoint.Read(RunFolder.Checkpoint(_folder));
        Assert.Equal(best, state.Best!.Epoch);
        Assert.Equal(watched[best - 1].Mean, state.Best.Mean);
        Assert.True(WeightsFile.Read(RunFolder.Weights(_folder)).EqualTo(last));
        var kept = WeightsFile.Read(RunFolder.BestWeights(_folder));
        Assert.Equal(best == 4, kept.EqualTo(last));
        Assert.Equal(watched.Select(accuracy => (double?)accuracy.Vote), EpochTable.Read(_folder).Select(epoch => epoch.ValidationVote));
        Assert.All(EpochTable.Read(_folder), epoch => Assert.True(double.IsNaN(epoch.TestVote)));

        using var other = new TemporaryFolder();
        Assert.ThrowsAny<OperationCanceledException>(() => Train(1, other.Path, stopIn: 3, validates: true));
        Train(1, other.Path, resume: true, validates: true);
        Assert.True(WeightsFile.Read(RunFolder.BestWeights(other.Path)).EqualTo(kept));
        Assert.Equal(state.Best, Checkpoint.Read(RunFolder.Checkpoint(other.Path)).Best);
    }

    [Fact]
    public void A_run_is_evaluated_as_often_as_it_is_told_and_after_its_last_epoch()
    {
        var watched = new List<bool>();
        Train(1, _folder, evaluateEvery: 3, onEpoch: (_, accuracy) => watched.Add(accuracy is not null));
        Assert.Equal([false, false, true, true], watched);
        Assert.Equal([true, true, false, false], EpochTable.Read(_folder).Select(epoch => double.IsNaN(epoch.TestVote)));
    }

    [Fact]
    public void A_folder_with_a_run_is_not_begun_again()
    {
        using var array = new CpuArray(Configuration(1).Array);
        RunFolder.CheckFree(_folder);
        RunFolder.Begin(_folder, Configuration(1), array.Describe());
        Assert.Contains(
            Remedy.Do(RemedyAction.ContinueRun).With(_folder),
            Assert.Throws<InvalidSettingException>(() => RunFolder.CheckFree(_folder)).Remedies);
        Assert.Equal(Configuration(1), RunSettings.Read(RunFolder.Configuration(_folder)));
    }

    [Fact]
    public void A_damaged_checkpoint_is_refused_with_the_file_named()
    {
        var weights = NetworkWeights.Draw(6, 3, 2, 1);
        var path = Path.Combine(_folder, "checkpoint.npz");
        Checkpoint.Write(path, weights, new AdamState(weights), 1, [CellsAt.Start]);
        var bytes = File.ReadAllBytes(path);
        bytes[200] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains(path, Assert.Throws<UnusableFileException>(() => Checkpoint.Read(path)).Message);
        File.WriteAllBytes(path, bytes[..100]);
        Assert.Contains(path, Assert.Throws<UnusableFileException>(() => Checkpoint.Read(path)).Message);
    }

    [Fact]
    public void A_run_killed_between_checkpoint_and_weights_gets_its_weights_when_it_goes_on()
    {
        var weights = Train(1, _folder);
        File.Delete(RunFolder.Weights(_folder));
        Train(1, _folder, resume: true);
        Assert.True(weights.EqualTo(WeightsFile.Read(RunFolder.Weights(_folder))));
    }

    [Fact]
    public void A_checkpoint_of_another_network_is_refused()
    {
        var weights = NetworkWeights.Draw(6, 3, 2, 1);
        Checkpoint.Write(Path.Combine(_folder, "checkpoint.npz"), weights, new AdamState(weights), 1, [CellsAt.Start]);
        Assert.Contains("is of another run", Assert.Throws<InvalidSettingException>(() => Train(1, _folder, resume: true)).Message);
    }

    [Fact]
    public void What_a_killed_run_left_half_written_is_cleared_away()
    {
        var half = AtomicFile.TemporaryFor(RunFolder.Weights(_folder));
        File.WriteAllText(half, "half");
        RunFolder.Hold(_folder).Dispose();
        Assert.False(File.Exists(half));
    }

    [Fact]
    public void A_hold_of_a_folder_into_which_nothing_was_written_leaves_what_was_there_before()
    {
        RunFolder.Hold(Path.Combine(_folder, "new")).Dispose();
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
        using (RunFolder.Hold(_folder))
        {
            File.WriteAllText(RunFolder.Result(_folder), "{}");
        }

        Assert.True(File.Exists(RunFolder.Result(_folder)));
        RunFolder.Hold(_folder).Dispose();
        Assert.True(Directory.Exists(_folder));
    }

    private NetworkWeights Train(
        int seed, string? folder, bool resume = false, int stopIn = 0, bool validates = false, int evaluateEvery = 1,
        Action<EpochResult, Accuracy?>? onEpoch = null)
    {
        var configuration = Configuration(seed) with { EvaluateEvery = evaluateEvery };
        using var array = new CpuArray(configuration.Array);
        using var stop = new CancellationTokenSource();
        var run = new TrainingRun(configuration, _data.Train, new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Auto))
        {
            Folder = folder,
            Watched = _data.Test,
            Validates = validates,
            OnEpoch = onEpoch,
            OnBatch = progress => Stop(progress.Epoch == stopIn && progress.Done > 20, stop), // in the middle of an epoch
        };
        if (resume)
        {
            run.Resume();
        }

        run.Run(stop.Token);
        return run.Weights;
    }

    private static void Stop(bool now, CancellationTokenSource source)
    {
        if (now)
        {
            source.Cancel();
        }
    }

    private static RunSettings Configuration(int seed) => new()
    {
        Array = new ArraySettings(new CellFormat(), new CellParameters(), CurrentCodes.OfBits(6, -1), Window.OfTime(new CellFormat(), 6, 4, 16)),
        Training = new TrainingOptions { Hidden = 9, Epochs = 4, Batch = 8, Bias = true, Shift = 1, WeightDecay = 0.01, Seed = seed },
    };
}
