using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Float;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;
using FhnHw.Training.Hidden;

namespace FhnHw.Training.Tests.Hidden;

public class ResponseTableTests
{
    private static readonly ArraySettings Settings = SmallArrays.Settings;

    [Theory]
    [InlineData(Nonlinearity.Linear, false)]
    [InlineData(Nonlinearity.Sigmoid, false)]
    [InlineData(Nonlinearity.Linear, true)]
    [InlineData(Nonlinearity.Sigmoid, true)]
    public void Activations_from_the_response_table_are_bit_exact_with_streamed_ones(Nonlinearity nonlinearity, bool real)
    {
        using ICellArray array = real ? new FloatArray(Settings) : new CpuArray(Settings);
        var sums = Array.ConvertAll(SmallImages.Noise(300), value => 2.5f * value);
        var (looked, streamed) = (new float[sums.Length], new float[sums.Length]);
        new ResponseTableForward(ResponseTable.Measure(array, nonlinearity)).Respond(sums, looked);
        new StreamForward(array, nonlinearity, new TrialCount(array.Settings)).Respond(sums, streamed);
        Assert.Equal(streamed, looked);
        Assert.True(looked.Distinct().Count() > 20);
    }

    [Theory]
    [InlineData(Nonlinearity.Linear)]
    [InlineData(Nonlinearity.Sigmoid)]
    public void ResponseTable_votes_are_the_votes_of_the_device_to_the_bit(Nonlinearity nonlinearity)
    {
        const int Cells = 9, Classes = 4, Images = 12;
        using var array = new CpuArray(Settings);
        var readout = new Readout(nonlinearity, SmallImages.Noise(Cells * Classes), SmallImages.Noise(Classes, 5));
        var random = new Random(1);
        var indices = Enumerable.Range(0, Cells * Images).Select(_ => (ushort)random.Next(Settings.Codes.Count)).ToArray();
        var votes = ResponseTableVoters.Of(ResponseTable.Measure(array, nonlinearity), readout).Vote(indices);
        Assert.Equal(new StreamVoter(array, readout, new TrialCount(array.Settings)).Vote(indices), votes);
        Assert.Equal(Images * Settings.Window.Samples, votes.Sum());
    }

    [Theory]
    [InlineData(Nonlinearity.Linear)]
    [InlineData(Nonlinearity.Sigmoid)]
    public void Votes_from_traces_laid_out_block_by_block_are_the_votes_of_the_device_to_the_bit(Nonlinearity nonlinearity)
    {
        const int Cells = 9, Classes = 4, Images = 200;
        var settings = Settings with { Cells = Cells, Imperfections = Imperfections.Ideal with { OffsetMismatch = 0.5, GainMismatch = 0.2, Seed = 3 } };
        using var array = new CpuArray(settings);
        var readout = new Readout(nonlinearity, SmallImages.Noise(Cells * Classes), SmallImages.Noise(Classes, 5));
        var random = new Random(1);
        var indices = Enumerable.Range(0, Cells * Images).Select(_ => (ushort)random.Next(Settings.Codes.Count)).ToArray();
        var votes = new LargeResponseTableVoter(ResponseTable.Measure(array, nonlinearity), readout).Vote(indices);
        Assert.Equal(new StreamVoter(array, readout, new TrialCount(array.Settings)).Vote(indices), votes);
        Assert.Equal(Images * Settings.Window.Samples, votes.Sum());
    }

    // Windows of half a block of samples, of a block and a bit, and of many; one class to ties of two, and many.
    [Theory]
    [InlineData(16, 1)]
    [InlineData(35, 2)]
    [InlineData(400, 2)]
    [InlineData(400, 3)]
    [InlineData(1600, 7)]
    [InlineData(1600, 10)]
    public void The_winner_is_the_class_with_the_most_votes_though_not_all_samples_are_counted(int samples, int classes)
    {
        const int Cells = 9, Images = 300;
        using var array = new CpuArray(Settings with { Window = new Window(100, samples * 3, 3) });
        var weights = SmallImages.Noise(Cells * classes);

        // Two classes are equal: every sample goes to the lower.
        var readout = classes == 2
            ? new Readout(Nonlinearity.Linear, [.. weights.Select((_, i) => weights[i / 2 * 2])], [1, 1])
            : new Readout(Nonlinearity.Linear, weights, SmallImages.Noise(classes, 5));
        var random = new Random(samples);
        var codes = Enumerable.Range(0, Cells * Images).Select(_ => (ushort)random.Next(Settings.Codes.Count)).ToArray();
        IVoter voter = new FixedResponseTableVoter(ResponseTable.Measure(array, Nonlinearity.Linear), readout);
        var votes = voter.Vote(codes);
        var winners = new int[Images];
        voter.Winners(codes, winners);
        Assert.Equal(votes.Chunk(classes).Select(ofImage => Array.IndexOf(ofImage, ofImage.Max())), winners);
        Assert.Equal(Images * samples, votes.Sum());
    }

    // S in steps of 2^-10, so that cells of different offset and gain have most of their input words in common.
    private static ArraySettings SharedWords(int cells) => Settings with
    {
        Format = new CellFormat(wordBits: 8, currentExtraBits: 4),
        Codes = CurrentCodes.OfBits(10),
        Cells = cells,
        Imperfections = Imperfections.Ideal with { OffsetMismatch = 0.5, GainMismatch = 0.2, Seed = 3 },
    };

    [Theory]
    [InlineData(Nonlinearity.Linear)]
    [InlineData(Nonlinearity.Sigmoid)]
    public void Cells_that_differ_run_once_for_each_input_word_and_respond_and_vote_as_if_each_had_run_for_itself(Nonlinearity nonlinearity)
    {
        const int Cells = 30, Classes = 4, Images = 200;
        var runs = new List<int>();
        using var array = new FaultyArray(SharedWords(Cells), (codes, _) => runs.Add(codes.Length));
        using var sound = new CpuArray(array.Settings);
        var responses = ResponseTable.Measure(array, nonlinearity);
        var all = ResponseTable.AllRuns(array.Settings);
        Assert.True(runs[0] < all.Length / 2 && runs.SequenceEqual([runs[0], runs[0]]));
        var each = sound.Run(new(all, Features.Trace | Features.Mean | Features.Activation, new Readout(nonlinearity, [], [0])));
        Assert.Equal(each.MeanX, responses.Response.MeanX);
        Assert.Equal(each.MeanActivation, responses.Response.MeanActivation);
        Assert.Equal(each.ActivationSum, responses.Response.ActivationSum);
        Assert.Equal(each.ActivationSum, responses.View(nonlinearity == Nonlinearity.Linear ? Nonlinearity.Sigmoid : Nonlinearity.Linear)!.View(nonlinearity)!
            .Response.ActivationSum);
        Assert.True(responses.Response.Trace!.Runs < runs[0]);

        var readout = new Readout(nonlinearity, SmallImages.Noise(Cells * Classes), SmallImages.Noise(Classes, 5));
        var random = new Random(1);
        var codes = Enumerable.Range(0, Cells * Images).Select(_ => (ushort)random.Next(array.Settings.Codes.Count)).ToArray();
        var votes = new StreamVoter(sound, readout, new TrialCount(array.Settings)).Vote(codes);
        Assert.Equal(votes, new FixedResponseTableVoter(responses, readout).Vote(codes));
        Assert.Equal(votes, new LargeResponseTableVoter(responses, readout).Vote(codes));
        var looked = new ResponseTableSamples(responses, nonlinearity).RowsOf(codes);
        var streamed = new StreamSamples(sound, nonlinearity, new(sound.Settings)).RowsOf(codes);
        Assert.All(Enumerable.Range(0, 300), place => Assert.Equal(streamed[place].ToArray(), looked[place].ToArray()));
        Assert.Null(responses.FirstDifference(sound, codes));
    }

    [Fact]
    public void Cells_at_the_end_of_a_link_run_each_for_itself()
    {
        var runs = new List<int>();
        using var array = new FaultyArray(SharedWords(30), (codes, _) => runs.Add(codes.Length)) { Remote = true };
        Assert.Equal(ResponseTable.AllRuns(array.Settings).Length, ResponseTable.Measure(array, Nonlinearity.Linear).Response.Trace!.Runs);
        Assert.Equal([ResponseTable.AllRuns(array.Settings).Length], runs.Distinct());
    }

    [Theory]
    [InlineData(Nonlinearity.Linear, Nonlinearity.Sigmoid, 1, false)]
    [InlineData(Nonlinearity.Sigmoid, Nonlinearity.Linear, 1, false)]
    [InlineData(Nonlinearity.Linear, Nonlinearity.Sigmoid, 3, false)]
    [InlineData(Nonlinearity.Linear, Nonlinearity.Sigmoid, 1, true)]
    [InlineData(Nonlinearity.Linear, Nonlinearity.Linear, 3, true)]
    public void A_view_of_a_response_table_is_bit_exact_with_the_array_measured_so(Nonlinearity measured, Nonlinearity seen, int every, bool real)
    {
        var window = Settings.Window;
        var thinned = Settings with { Window = new Window(window.TransientSteps, window.Steps, window.Stride * every) };
        using ICellArray array = real ? new FloatArray(Settings) : new CpuArray(Settings), other = real ? new FloatArray(thinned) : new CpuArray(thinned);
        var (view, expected) = (ResponseTable.Measure(array, measured).View(seen, every)!, ResponseTable.Measure(other, seen));
        Assert.Equal(expected.Activations, view.Activations);
        Assert.Equal(expected.Response.MeanX, view.Response.MeanX);
        Assert.Equal(expected.Response.MeanActivation, view.Response.MeanActivation);
        Assert.Equal(expected.Response.ActivationSum, view.Response.ActivationSum);
        Assert.Equal(expected.Response.Trace!.Words, view.Response.Trace!.Words);
        Assert.Equal((expected.Settings, expected.Nonlinearity), (view.Settings, view.Nonlinearity));
        Assert.Null(view.FirstDifference(array, [0, 7])); // held against what was measured
    }

    [Theory]
    [InlineData(9, 0, 1)] // one word
    [InlineData(12, 0.002, 39)] // S from -19 to 19: 0.002 / sqrt(3) of 2^14
    [InlineData(7, -1, 127)]
    public void Codes_of_one_input_word_run_once_and_once_more_and_get_what_each_would_give(int bits, double gamma, int distinct)
    {
        var runs = new List<int>();
        using var array = new FaultyArray(
            Settings with { Codes = CurrentCodes.OfBits(bits, gamma) }, (codes, _) => runs.Add(codes.Length));
        var responses = ResponseTable.Measure(array, Nonlinearity.Sigmoid);
        Assert.Equal([distinct, distinct], runs);
        AssertHolds(responses, array.Settings);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, true)]
    [InlineData(-1, true)]
    [InlineData(0.75, false)]
    public void The_opposite_gamma_has_the_same_input_words_and_nothing_runs_for_it(double gamma, bool known)
    {
        using var array = new CpuArray(Settings);
        using var other = new CpuArray(Settings with { Codes = CurrentCodes.OfBits(7, gamma) });
        var responses = ResponseTable.Measure(array, Nonlinearity.Linear).Of(other);
        Assert.Equal(known, responses is not null);
        if (responses is not null)
        {
            AssertHolds(responses.View(Nonlinearity.Sigmoid)!, other.Settings);
            Assert.Null(responses.FirstDifference(other, [0, 7, 126]));
        }
    }

    [Fact]
    public void Other_windows_cells_or_numbers_have_no_response_table_in_common()
    {
        using var array = new CpuArray(Settings);
        var responses = ResponseTable.Measure(array, Nonlinearity.Linear);
        ArraySettings[] others =
        [
            Settings with { Window = new Window(Settings.Window.TransientSteps, Settings.Window.Steps, 32) },
            Settings with { Parameters = new CellParameters(a: 0.1) },
            Settings with { Imperfections = new Imperfections { OffsetMismatch = 0.1 } },
        ];
        Assert.All(others, settings =>
        {
            using var other = new CpuArray(settings);
            Assert.Null(responses.Of(other));
        });
        using var real = new FloatArray(Settings);
        Assert.Null(responses.Of(real));
        Assert.Null(ResponseTable.Measure(real, Nonlinearity.Linear).Of(real));
    }

    private static void AssertHolds(ResponseTable responses, ArraySettings settings)
    {
        using var array = new CpuArray(settings);
        var every = array.Run(new(
            settings.Codes.AllCodes(), Features.Trace | Features.Mean | Features.Activation, new Readout(Nonlinearity.Sigmoid, [], [0])));
        Assert.Equal(every.Runs, responses.Response.Runs);
        Assert.Equal(every.Trace!.Words, responses.Response.Trace!.Words);
        Assert.Equal(every.MeanX, responses.Response.MeanX);
        Assert.Equal(every.ActivationSum, responses.Response.ActivationSum);
        Assert.Equal(every.MeanActivation, responses.Response.MeanActivation);
        Assert.Equal(settings, responses.Settings);
    }

    [Fact]
    public void An_ADC_lets_fewer_samples_be_no_view_of_the_response_table()
    {
        using var array = new CpuArray(Settings with { Imperfections = new Imperfections { AdcBits = 6 } });
        var responses = ResponseTable.Measure(array, Nonlinearity.Linear);
        Assert.Null(responses.View(Nonlinearity.Linear, 2));
        using var other = new CpuArray(array.Settings);
        Assert.Equal(ResponseTable.Measure(other, Nonlinearity.Sigmoid).Activations, responses.View(Nonlinearity.Sigmoid)!.Activations);
    }

    [Fact]
    public void An_array_with_different_responses_to_equal_currents_has_no_response_table()
    {
        var run = 0;
        using var array = new FaultyArray(Settings, (_, response) => response.MeanX![5] += 1e-6 * run++);
        Assert.Contains(
            "different responses to equal currents",
            Assert.Throws<ResponseTableMismatchException>(() => ResponseTable.Measure(array, Nonlinearity.Linear)).Message);
    }

    [Fact]
    public void An_array_that_says_it_is_not_deterministic_has_no_response_table_and_streams()
    {
        using var array = new UnsteadyArray(Settings);
        Assert.Contains(
            Remedy.Do(RemedyAction.Stream),
            Assert.Throws<ResponseTableMismatchException>(() => new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Table)).Remedies);
        Assert.Equal("stream", new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Auto).Forward.Name);
    }

    [Fact]
    public void A_device_whose_responses_change_later_is_detected()
    {
        var changed = false;
        using var array = new FaultyArray(Settings, (_, response) => response.MeanX![1] += changed ? 1e-9 : 0);
        var cells = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Auto);
        cells.CheckResponseTable([3, 60, 3]);
        changed = true;
        Assert.Contains("(code 60)", Assert.Throws<ResponseTableMismatchException>(() => cells.CheckResponseTable([3, 60, 3])).Message);
    }
}
