using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Tests;

/// <summary>What every array promises. The tests of an array derive from this class and create the array.</summary>
public abstract class ArrayContract
{
    /// <summary>Every feature at once.</summary>
    protected const Features All = Features.Trace | Features.Signs | Features.Mean | Features.Activation | Features.Votes;

    /// <summary>Makes the array under test.</summary>
    protected abstract ICellArray Create(ArraySettings settings);

    /// <summary>Settings with all 31 codes of 5 bits.</summary>
    protected static ArraySettings Settings(
        int transient = 40, int steps = 500, int stride = 7, CellFormat? format = null, CellParameters? parameters = null) =>
        new(format ?? new CellFormat(), parameters ?? new CellParameters(), CurrentCodes.OfBits(5, -1), new Window(transient, steps, stride));

    /// <summary>Some runs over the 31 codes, seeded.</summary>
    protected static ushort[] Runs(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (ushort)random.Next(31))];
    }

    /// <summary>A readout of random weights.</summary>
    protected static Readout Readout(int cells = 5, int classes = 3, Nonlinearity nonlinearity = Nonlinearity.Sigmoid) =>
        RandomReadouts.Draw(new Random(7), cells, classes, 1, nonlinearity);

    [Fact]
    public void A_feature_that_was_not_asked_for_is_null()
    {
        using var array = Create(Settings());
        var response = array.Run(new(Runs(10), Features.None, Readout()));
        Assert.Equal(10, response.Runs);
        Assert.Null(response.Trace);
        Assert.Null(response.Signs);
        Assert.Null(response.Ends);
        Assert.Null(response.MeanX);
        Assert.Null(response.ActivationSum);
        Assert.Null(response.MeanActivation);
        Assert.Null(response.Votes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    [InlineData(501)]
    public void Features_have_the_documented_shapes(int stride)
    {
        using var array = Create(Settings(stride: stride));
        var samples = (500 + stride - 1) / stride;
        var response = array.Run(new(Runs(10), All, Readout()));
        Assert.Equal((samples, 10), (response.Trace!.Samples, response.Trace.Runs));
        Assert.Equal((samples, 10), (response.Signs!.Samples, response.Signs.Runs));
        Assert.Equal((10, 10, 6), (response.MeanX!.Length, response.MeanActivation!.Length, response.Votes!.Length));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(123)]
    public void The_first_sample_is_the_state_after_the_transient(int transient)
    {
        using var whole = Create(Settings(transient: 0, steps: 200, stride: 1));
        using var late = Create(Settings(transient: transient, steps: 77, stride: 5));
        var expected = whole.Run(new(Runs(9), Features.Trace)).Trace!;
        var trace = late.Run(new(Runs(9), Features.Trace)).Trace!;
        for (var m = 0; m < trace.Samples; m++)
        {
            for (var run = 0; run < 9; run++)
            {
                Assert.Equal(expected[transient + (5 * m), run], trace[m, run]);
            }
        }
    }

    [Fact]
    public void Step_0_is_the_initial_state()
    {
        using var array = Create(Settings(transient: 0, steps: 1, stride: 1, parameters: new CellParameters(x0: -0.7)));
        var trace = array.Run(new(Runs(33), Features.Trace | Features.Mean));
        Assert.All(Enumerable.Range(0, 33), run => Assert.Equal(-0.7, trace.Trace![0, run], 3));
        Assert.All(trace.MeanX!, mean => Assert.Equal(-0.7, mean, 3));
    }

    [Theory]
    [InlineData(Features.Trace)]
    [InlineData(Features.Signs)]
    [InlineData(Features.Mean)]
    [InlineData(Features.Ends)]
    [InlineData(Features.Activation)]
    [InlineData(Features.Votes)]
    [InlineData(Features.Mean | Features.Signs)]
    [InlineData(Features.Activation | Features.Votes)]
    public void A_feature_asked_for_alone_has_the_bits_it_has_among_others(Features features)
    {
        using var array = Create(Settings());
        Same(array.Run(new(Runs(55), All, Readout())), array.Run(new(Runs(55), features, Readout())), features);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(67)]
    [InlineData(300)]
    public void A_run_does_not_depend_on_the_others_in_its_batch(int count)
    {
        using var array = Create(Settings(steps: 200));
        var runs = Runs(count);
        var together = array.Run(new(runs, Features.Trace | Features.Mean));
        var reversed = array.Run(new([.. runs.Reverse()], Features.Trace | Features.Mean));
        foreach (var run in new[] { 0, count / 3, count - 1 })
        {
            var alone = array.Run(new([runs[run]], Features.Trace | Features.Mean));
            Assert.Equal(alone.MeanX![0], together.MeanX![run]);
            Assert.Equal(alone.MeanX[0], reversed.MeanX![count - 1 - run]);
            for (var m = 0; m < alone.Trace!.Samples; m++)
            {
                Assert.Equal(alone.Trace[m, 0], together.Trace![m, run]);
                Assert.Equal(alone.Trace[m, 0], reversed.Trace![m, count - 1 - run]);
            }
        }
    }

    [Fact]
    public void A_batch_of_no_runs_gives_empty_features()
    {
        using var array = Create(Settings());
        var response = array.Run(new([], All, Readout()));
        Assert.Equal((0, 0), (response.Runs, response.SaturatedRuns));
        Assert.Equal((0, 0, 0), (response.Trace!.Runs, response.Signs!.Runs, response.MeanX!.Length));
        Assert.Empty(response.MeanActivation!);
        Assert.Empty(response.Votes!);
    }

    [Fact]
    public void The_same_runs_give_the_same_bits_again()
    {
        using var array = Create(Settings());
        using var other = Create(Settings());
        var first = array.Run(new(Runs(65), All, Readout()));
        array.Run(new(Runs(12, seed: 2), Features.Signs));
        Same(first, array.Run(new(Runs(65), All, Readout())), All);
        Same(first, other.Run(new(Runs(65), All, Readout())), All);
    }

    [Theory]
    [InlineData(500, 7)]
    [InlineData(500, 1)]
    [InlineData(31, 1)]
    [InlineData(33, 1)]
    public void Signs_are_those_of_the_trace_and_unused_bits_are_0(int steps, int stride)
    {
        using var array = Create(Settings(steps: steps, stride: stride));
        var response = array.Run(new(Runs(35), Features.Trace | Features.Signs));
        var signs = response.Signs!;
        for (var run = 0; run < 35; run++)
        {
            for (var m = 0; m < signs.Samples; m++)
            {
                Assert.Equal(response.Trace![m, run] >= 0, signs[m, run]);
            }

            var last = signs.Words[((SignTrace.WordsPerRun(signs.Samples) - 1) * 35) + run];
            Assert.True(signs.Samples % 32 == 0 || last >> (signs.Samples % 32) == 0);
        }
    }

    [Theory]
    [InlineData(Nonlinearity.Linear)]
    [InlineData(Nonlinearity.Sigmoid)]
    public void The_mean_activation_is_that_of_the_samples(Nonlinearity nonlinearity)
    {
        using var array = Create(Settings());
        var response = array.Run(new(Runs(35), Features.Trace | Features.Activation, Readout(nonlinearity: nonlinearity)));
        for (var run = 0; run < 35; run++)
        {
            var samples = Enumerable.Range(0, response.Trace!.Samples).Select(m => Apply(nonlinearity, response.Trace[m, run]));
            Assert.Equal(samples.Average(), response.MeanActivation![run], 1e-4);
        }
    }

    [Fact]
    public void The_mean_is_that_of_every_step_whatever_the_stride()
    {
        using var every = Create(Settings(stride: 1));
        using var some = Create(Settings(stride: 13));
        var response = every.Run(new(Runs(35), Features.Trace | Features.Mean));
        Assert.Equal(response.MeanX, some.Run(new(Runs(35), Features.Mean)).MeanX);
        for (var run = 0; run < 35; run++)
        {
            Assert.Equal(Enumerable.Range(0, 500).Average(m => response.Trace![m, run]), response.MeanX![run], 10);
        }
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(5, 3)]
    [InlineData(11, 17)]
    [InlineData(100, 10)]
    public void Votes_of_every_image_add_up_to_the_samples(int cells, int classes)
    {
        using var array = Create(Settings());
        var votes = array.Run(new(Runs(3 * cells), Features.Votes, Readout(cells, classes))).Votes!;
        Assert.Equal(3 * classes, votes.Length);
        Assert.All(votes.Chunk(classes), image => Assert.Equal(72, image.Sum()));
    }

    [Fact]
    public void Votes_go_to_the_class_with_the_largest_output()
    {
        using var array = Create(Settings());
        var readout = new Readout(Nonlinearity.Linear, [-1, 1], [0, 0]); // class 1 wins where x > 0
        var response = array.Run(new(Runs(20), Features.Votes | Features.Trace, readout));
        for (var run = 0; run < 20; run++)
        {
            var positive = Enumerable.Range(0, 72).Count(m => response.Trace![m, run] > 0);
            Assert.Equal((72 - positive, positive), (response.Votes![2 * run], response.Votes[(2 * run) + 1]));
        }
    }

    [Theory]
    [InlineData(Nonlinearity.Linear)]
    [InlineData(Nonlinearity.Sigmoid)]
    public void A_tie_goes_to_the_lower_class(Nonlinearity nonlinearity)
    {
        using var array = Create(Settings());
        var votes = array.Run(new(Runs(6), Features.Votes, new Readout(nonlinearity, [1, 2, 2, 1, 2, 2], [-5, 0, 0]))).Votes!;
        Assert.All(votes.Chunk(3), image => Assert.Equal([0, 72, 0], image));
    }

    [Fact]
    public void The_bias_counts_in_the_vote()
    {
        using var array = Create(Settings());
        var votes = array.Run(new(Runs(6), Features.Votes, new Readout(Nonlinearity.Linear, [1, 1, 1, 1], [0, 0.01f]))).Votes!;
        Assert.All(votes.Chunk(2), image => Assert.Equal([0, 72], image));
    }

    [Fact]
    public void Arguments_that_do_not_fit_together_are_refused()
    {
        using var array = Create(Settings());
        Assert.Throws<ArgumentException>(() => array.Run(new([0, 31], Features.Trace)));
        Assert.Throws<ArgumentException>(() => array.Run(new([0], Features.Activation)));
        Assert.Throws<ArgumentException>(() => array.Run(new([0], Features.Votes)));
        Assert.Throws<ArgumentException>(() => array.Run(new(Runs(6), Features.Votes, Readout())));
        Assert.Throws<ArgumentException>(() => array.Run(new(Runs(6), Features.Votes, new Readout(Nonlinearity.Linear, [], [0]))));
    }

    [Fact]
    public void A_current_beyond_the_cells_range_is_refused_when_the_array_is_made()
    {
        var settings = Settings() with { Parameters = new CellParameters(a: 1.5) };
        Assert.Throws<InvalidSettingException>(() => Create(settings));
    }

    [Fact]
    public void What_the_description_says_that_the_array_can_do_it_does()
    {
        using var array = Create(Settings());
        var can = array.Describe().Capabilities;
        Assert.NotEqual(Features.None, can.NativeFeatures);
        var response = array.Run(new(Runs(55), All, Readout()));
        Assert.Equal(can.FixedPoint, response.Trace!.Words is not null);
        Assert.Equal(can.FixedPoint, response.ActivationSum is not null);
        if (can.Computes(Features.Signature))
        {
            Assert.Equal(3, array.Run(new(Runs(3), Features.Signature)).Signatures!.Length);
        }
        else
        {
            Assert.Throws<InvalidSettingException>(() => array.Run(new(Runs(3), Features.Signature)));
        }
    }

    [Fact]
    public void An_array_names_the_imperfections_that_it_is_made_with_or_refuses_them()
    {
        Imperfections[] each =
        [
            new() { OffsetMismatch = 0.1 }, new() { EpsMismatch = 0.1 }, new() { NoiseX = 0.1 }, new() { AdcBits = 6 }, new() { Stateful = true },
        ];
        foreach (var imperfections in each)
        {
            var settings = Settings() with { Imperfections = imperfections, Cells = 5 };
            if (Record.Exception(() => Create(settings).Dispose()) is { } refusal)
            {
                Assert.IsType<InvalidSettingException>(refusal);
                continue;
            }

            using var array = Create(settings);
            Assert.True(array.Describe().Capabilities.Imperfections.HasFlag(imperfections.Kinds), imperfections.Kinds.ToString());
        }
    }

    [Fact]
    public void The_description_is_complete_and_stays_the_same()
    {
        var settings = Settings();
        using var array = Create(settings);
        var description = array.Describe();
        Assert.Same(settings, array.Settings);
        Assert.Equal(description, array.Describe());
        Assert.All(
            new[] { description.Name, description.Device, description.Arithmetic, description.Kernel, description.ConstantsHash },
            text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    private static double Apply(Nonlinearity nonlinearity, double x) => FhnHw.Kernels.Arrays.Readout.Apply(nonlinearity, x);

    private static void Same(Response expected, Response actual, Features features)
    {
        Assert.Equal(features.HasFlag(Features.Trace), actual.Trace is not null);
        for (var n = 0; actual.Trace is not null && n < actual.Trace.Samples * actual.Runs; n++)
        {
            Assert.Equal(expected.Trace![n / actual.Runs, n % actual.Runs], actual.Trace[n / actual.Runs, n % actual.Runs]);
        }

        Assert.Equal(features.HasFlag(Features.Signs) ? expected.Signs!.Words : null, actual.Signs?.Words);
        var mean = (features & (Features.Mean | Features.Ends)) != 0;
        Assert.Equal(mean ? expected.MeanX : null, actual.MeanX);
        if (features.HasFlag(Features.Ends) || actual.Ends is not null)
        {
            Assert.Equal(mean ? expected.Ends : null, actual.Ends);
        }

        Assert.Equal(features.HasFlag(Features.Activation) ? expected.MeanActivation : null, actual.MeanActivation);
        Assert.Equal(features.HasFlag(Features.Activation) ? expected.ActivationSum : null, actual.ActivationSum);
        Assert.Equal(features.HasFlag(Features.Votes) ? expected.Votes : null, actual.Votes);
        Assert.Equal(expected.SaturatedRuns, actual.SaturatedRuns);
    }
}
