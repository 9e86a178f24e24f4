using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.Threads;
using FhnHw.Tests;
using FhnHw.Training.Augmentation;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Network;

namespace FhnHw.Training.Tests.Learning;

/// <summary>What holds of every training step: no other test runs beside these, so that all that is allocated is theirs.</summary>
[Collection(Alone)]
[CollectionDefinition(Alone, DisableParallelization = true)]
public class SteadyStepTests
{
    private const string Alone = "no other test beside";
    private const int Batch = 24;

    public static TheoryData<string, bool> Kinds => new() { { "20", false }, { "20", true }, { "35,18", false }, { "100,40,5", true } };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_step_allocates_nothing_after_the_first_ones(string hidden, bool augmented)
    {
        var steps = Steps(LayerSizes.Parse(hidden), augmented, out _);
        const int Round = 200;
        Take(steps, Round);

        // Something of the runtime's own may come between, on a busy machine in many rounds: one is clean.
        var least = long.MaxValue;
        for (var round = 0; round < 200 && least > Round; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            Take(steps, Round);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.InRange(least, 0, Round); // less than a byte a step
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void One_core_gives_the_bits_of_all_cores(string hidden, bool augmented)
    {
        Take(Steps(LayerSizes.Parse(hidden), augmented, out var all), 10);
        var alone = all.Copy();

        // Inside a part of the team's work a step is on its own.
        Team.Share(2, 1, (from, _) =>
        {
            if (from == 0)
            {
                Take(Steps(LayerSizes.Parse(hidden), augmented, out alone), 10);
            }
        });
        Assert.True(all.EqualTo(alone));
        Assert.False(all.EqualTo(NetworkWeights.Draw(SmallImages.Pixels, LayerSizes.Parse(hidden), 3, 2)));
    }

    private static void Take(Action<int> step, int count)
    {
        for (var i = 0; i < count; i++)
        {
            step(i);
        }
    }

    // Steps through cells, with biases, in batches that are not whole tiles.
    private static Action<int> Steps(LayerSizes hidden, bool augmented, out NetworkWeights weights)
    {
        using var array = new CpuArray(SmallArrays.Settings);
        var cells = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Table);
        var learnt = weights = NetworkWeights.Draw(SmallImages.Pixels, hidden, 3, 2);
        var pass = new LayerPass(cells.Forward, cells.Surrogate("meanfield"));
        var adam = new AdamState(weights);
        var step = new TrainingStep(
            weights, adam, [.. Enumerable.Repeat(pass, hidden.Count)], true, Batch, SmallImages.Rows, SmallImages.Columns, new SoftmaxLoss());
        var images = SmallImages.Of(3 * Batch);
        var indices = Enumerable.Range(0, images.Count).ToArray();
        var field = new ElasticField(3, 2, SmallImages.Rows, SmallImages.Columns);
        var transforms = indices.Select(i => new ImageTransform(i % 2, 0, 0.1) { Elastic = field, NoiseSeed = (uint)i }).ToArray();
        return i =>
        {
            var (first, count) = (i % 3 * Batch, i % 3 == 2 ? Batch - 3 : Batch);
            step.Run(
                images, indices.AsMemory(first, count), augmented ? transforms.AsMemory(first, count) : default, Adam.RateAt(1e-3, 0.01, i + 1));
            adam.Steps++;
        };
    }
}
